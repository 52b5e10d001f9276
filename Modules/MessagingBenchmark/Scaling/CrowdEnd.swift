import Dispatch
import Messaging

/// The sending end of many sockets: one thread that goes around them, or a thread for each.
///
/// It waits after the handshake. Without that, what is measured could arrive before it, by another connection.
final class CrowdEnd<T: Transport>: End, @unchecked Sendable {
  private let row: SocketRow<T>
  /// The threads; `nil` where one sends through all sockets.
  private let crew: Crew?
  /// One for each thread.
  private let workspaces: [Workspace]
  private let handshakeIsThrough = DispatchSemaphore(value: 0)

  /// An end whose caller's thread sends through all sockets in turn.
  init(_ row: SocketRow<T>, workspace: Workspace) {
    self.row = row
    crew = nil
    workspaces = [workspace]
  }

  /// An end with a thread for each socket.
  init(_ row: SocketRow<T>, crew: Crew, workspaces: [Workspace]) {
    self.row = row
    self.crew = crew
    self.workspaces = workspaces
  }

  var workspace: Workspace { workspaces[0] }

  var handshakeMessages: Int { workspaces.count }

  func move(_ numbers: Range<UInt64>) throws {
    let measured = numbers.dropFirst(handshakeMessages)
    try send(numbers.lowerBound..<measured.lowerBound)
    handshakeIsThrough.wait()
    try send(measured)
  }

  func endHandshake() { handshakeIsThrough.signal() }

  func interrupt() {
    row.transport.shutdown()
    endHandshake()
  }

  private func send(_ numbers: Range<UInt64>) throws {
    guard let crew else { return try row.send(numbers, from: workspace) }
    let (count, threads) = (UInt64(numbers.count), UInt64(workspaces.count))
    try crew.run { [self] index in
      func start(of part: Int) -> UInt64 { numbers.lowerBound + count * UInt64(part) / threads }
      do {
        try row.send(start(of: index)..<start(of: index + 1), through: index, from: workspaces[index])
      } catch {
        // The others may wait for a receiver that is gone as well.
        row.transport.shutdown()
        throw error
      }
    }
  }
}
