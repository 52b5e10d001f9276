import Foundation
import POSIXSupport

/// The kind of address over which an arm's two ends meet.
public struct Endpoint: Hashable, Sendable, CustomStringConvertible {
  /// The scheme of its addresses.
  public let scheme: String

  private let location: @Sendable () -> String

  private init(_ scheme: String, location: @escaping @Sendable () -> String) {
    self.scheme = scheme
    self.location = location
  }

  /// TCP over the loopback interface.
  public static let tcp = Endpoint("tcp") { "127.0.0.1:*" }

  /// A socket file in the folder for temporary files.
  public static let ipc = Endpoint("ipc") { UniqueName.makeSocketPath() }

  /// Within the process.
  public static let inproc = Endpoint("inproc") { UniqueName.make() }

  /// None: the arm has no sockets.
  static let memory = Endpoint("memory") { UniqueName.make() }

  /// All kinds that sockets have.
  public static let all: [Endpoint] = [tcp, ipc, inproc]

  /// An address that nothing else uses. On `tcp` the transport chooses the port.
  func address() -> String { "\(scheme)://\(location())" }

  /// Removes what binding to this address may leave behind.
  public static func clean(_ address: String) {
    guard let path = address.wholeMatch(of: /ipc:\/\/(.+)/)?.1 else { return }
    try? FileManager.default.removeItem(atPath: String(path))
  }

  /// The scheme.
  public var description: String { scheme }

  /// Whether two kinds have the same scheme.
  public static func == (left: Endpoint, right: Endpoint) -> Bool { left.scheme == right.scheme }

  /// Hashes the scheme.
  public func hash(into hasher: inout Hasher) { hasher.combine(scheme) }
}
