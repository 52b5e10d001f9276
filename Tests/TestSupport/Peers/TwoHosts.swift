internal import Foundation
internal import POSIXSupport

/// Two hosts joined by a cable: network namespaces of this machine, which go with this.
package final class TwoHosts {
  /// Whether this process may make them.
  package static let canBeMade = (try? TwoHosts()) != nil

  private let names: [String]
  private static let device = "eth0"

  package init() throws {
    let name = UniqueName.make()
    names = ["\(name)-1", "\(name)-2"]
    for name in names { try Self.ip(["netns", "add", name]) }
    try Self.ip(
      [
        "-n", names[0], "link", "add", Self.device, "type", "veth", "peer", "name", Self.device, "netns",
        names[1],
      ])
    for (index, name) in names.enumerated() {
      try Self.ip(["-n", name, "address", "add", "\(address(of: index))/24", "dev", Self.device])
      try Self.ip(["-n", name, "link", "set", Self.device, "up"])
    }
  }

  deinit {
    for name in names { try? Self.ip(["netns", "delete", name]) }
  }

  /// The address of a host, 0 or 1.
  package func address(of host: Int) -> String { "10.0.0.\(host + 1)" }

  /// A command that runs another one on a host.
  package func wrapper(for host: Int) -> [String] { ["ip", "netns", "exec", names[host]] }

  /// How many packets came to a host so far.
  package func packets(at host: Int) throws -> Int {
    let output = try Self.run(
      wrapper(for: host) + ["cat", "/sys/class/net/\(Self.device)/statistics/rx_packets"])
    return Int(output.trimmingCharacters(in: .whitespacesAndNewlines)) ?? 0
  }

  /// Takes the cable away. Neither host is told.
  package func cut() throws { try Self.ip(["-n", names[0], "link", "set", Self.device, "down"]) }

  /// Puts the cable back.
  package func mend() throws { try Self.ip(["-n", names[0], "link", "set", Self.device, "up"]) }

  private static func ip(_ arguments: [String]) throws { _ = try run(["ip"] + arguments) }

  private static func run(_ command: [String]) throws -> String {
    let outcome = try Child(URL(filePath: "/usr/bin/env"), command).finish()
    guard outcome.status == 0 else { throw Failure(command: command, reason: outcome.error) }
    return outcome.output
  }

  package struct Failure: Error {
    package let command: [String]
    package let reason: String
  }
}
