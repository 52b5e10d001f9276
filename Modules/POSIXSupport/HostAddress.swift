#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif
package import Messaging

/// The hosts of addresses.
package enum HostAddress {
  /// A family of addresses.
  package enum Family: String, Sendable {
    case ipv4 = "IPv4"
    case ipv6 = "IPv6"
  }

  /// The family of a host that is an address, with or without brackets; `nil` of a name.
  package static func family(of host: some StringProtocol) -> Family? {
    let bare = bare(host)
    var address = in6_addr()
    if inet_pton(AF_INET, bare, &address) == 1 { return .ipv4 }
    return inet_pton(AF_INET6, bare, &address) == 1 ? .ipv6 : nil
  }

  /// Makes sure that connections can be made from an address, by binding a socket to it.
  ///
  /// - Parameter host: An address, not a name.
  /// - Throws: ``TransportFailure`` with what the system says (`bind`): `addressNotAvailable` for one that this machine does not
  ///   have (`EADDRNOTAVAIL`).
  package static func requireLocal(_ host: some StringProtocol) throws(TransportFailure) {
    var hints = addrinfo()
    hints.ai_flags = AI_NUMERICHOST
    hints.ai_socktype = StreamSocket.type
    var found: UnsafeMutablePointer<addrinfo>?
    guard getaddrinfo(bare(host), "0", &hints, &found) == 0, let found else {
      throw TransportFailure(.invalidAddress, "\(host) is no address")
    }
    defer { freeaddrinfo(found) }
    let descriptor = StreamSocket.open(found.pointee.ai_family)
    guard descriptor >= 0 else { throw .ofLastCall() }
    defer { close(descriptor) }
    guard bind(descriptor, found.pointee.ai_addr, found.pointee.ai_addrlen) == 0 else {
      throw .ofLastCall()
    }
  }

  private static func bare(_ host: some StringProtocol) -> String {
    host.hasPrefix("[") && host.hasSuffix("]") ? String(host.dropFirst().dropLast()) : String(host)
  }
}
