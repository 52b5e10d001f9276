import Messaging
import POSIXSupport

/// Addresses of `pgm` and `epgm`, for some of which the libraries end the process.
enum Multicast {
  /// Checks an address to bind or to connect to; others have nothing to fear.
  ///
  /// - Throws: ``TransportFailure`` with `invalidAddress`, or `permissionDenied` (`EPERM`) for `pgm` without the right to raw sockets, of which
  ///   `session_base.cpp` asserts that there are.
  static func require(_ address: Address) throws(TransportFailure) {
    guard ["pgm", "epgm"].contains(address.scheme) else { return }
    guard isLocation(address.location) else {
      throw TransportFailure(.invalidAddress, "\(address.scheme) takes interface;group:port")
    }
    if address.scheme == "pgm" { try Descriptors.requireRawSockets(of: protocolNumber) }
  }

  /// RFC 3208.
  private static let protocolNumber: Int32 = 113

  /// Whether it is `interface;group:port`, with names or numbers. `libpgm` writes beyond its buffers for what is longer or has more
  /// parts.
  private static func isLocation(_ location: String) -> Bool {
    guard location.utf8.count <= 128, let colon = location.lastIndex(of: ":"),
      let port = UInt16(location[location.index(after: colon)...]), port > 0
    else { return false }
    let hosts = location[..<colon].split(separator: ";", omittingEmptySubsequences: false)
    return hosts.count <= 2
      && hosts.allSatisfy { $0.wholeMatch(of: /[A-Za-z0-9._\-]+|\[[A-Za-z0-9.:%]+\]/) != nil }
  }
}
