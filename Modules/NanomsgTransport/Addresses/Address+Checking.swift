import Messaging
import POSIXSupport

extension Address {
  /// Checks what nanomsg does not, or does too late.
  ///
  /// - Throws: ``/Messaging/TransportFailure`` with `invalidAddress`.
  func checkForNanomsg() throws(TransportFailure) {
    switch scheme {
    case "ipc":
      // From 108 bytes on, and within its own limit, the library aborts.
      try UnixSocket.checkLength(of: location)
    case "ws":
      guard webSocket != nil else {
        throw TransportFailure(
          .invalidAddress, "a ws address is ws://host:port, and ws://host:port/path to connect to")
      }
    default: break
    }
  }

  /// The parts of a `ws` address; `nil` when it is none.
  var webSocket: (host: Substring, port: Substring, path: Substring)? {
    let authority = location.prefix { $0 != "/" }
    guard let colon = authority.lastIndex(of: ":"), colon > authority.startIndex else { return nil }
    let port = authority[authority.index(after: colon)...]
    guard port == "*" || UInt16(port) != nil && port.utf8.allSatisfy({ $0 != UInt8(ascii: "+") }) else {
      return nil
    }
    return (authority[..<colon], port, location[authority.endIndex...])
  }

  /// The host of an address whose port is left to the transport to choose; `nil` of others.
  var hostOfWildcardPort: Substring? {
    guard scheme == "ws" else { return hasWildcardPort ? hostAndPort?.host : nil }
    guard let parts = webSocket, parts.port == "*" || Int(parts.port) == 0 else { return nil }
    return parts.host
  }

  /// Whether connecting looks a name up.
  var namesHost: Bool { route.map { HostAddress.family(of: $0.peer) == nil } ?? false }

  /// Checks that there is a way from where a `tcp` or `ws` address connects from.
  ///
  /// The library binds the socket of each attempt first. When it cannot, it tries again later without closing that one, and
  /// aborts (`ctcp.c` and `cws.c` of nanomsg 1.1.5; `nn_usock_start` asserts).
  ///
  /// - Parameter usual: The family of names, and of where a connection comes from unless the address says.
  /// - Throws: ``/Messaging/TransportFailure`` with `invalidAddress` where one family would connect to the other, and
  ///   `addressNotAvailable` for a local address that this machine does not have (`EADDRNOTAVAIL`).
  func checkRoute(usual: HostAddress.Family) throws(TransportFailure) {
    guard let (local, peer) = route else { return }
    let localFamily = local.flatMap { HostAddress.family(of: $0) }
    let (from, to) = (localFamily ?? usual, HostAddress.family(of: peer) ?? usual)
    guard from == to else {
      throw TransportFailure(
        .invalidAddress,
        "nothing connects from \(from.rawValue) to \(to.rawValue); ipv4Only is \(usual == .ipv4)")
    }
    if let local, localFamily != nil { try HostAddress.requireLocal(local) }
  }

  /// The hosts that a `tcp` or `ws` address connects from, if it says, and to.
  private var route: (local: Substring?, peer: Substring)? {
    guard let host = scheme == "ws" ? webSocket?.host : scheme == "tcp" ? hostAndPort?.host : nil else {
      return nil
    }
    guard let separator = host.firstIndex(of: ";") else { return (nil, host) }
    return (host[..<separator], host[host.index(after: separator)...])
  }
}
