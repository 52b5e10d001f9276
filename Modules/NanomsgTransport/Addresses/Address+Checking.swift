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
  var namesHost: Bool {
    guard let peer = scheme == "ws" ? webSocket?.host : scheme == "tcp" ? hostAndPort?.host : nil else {
      return false
    }
    // An interface to connect from comes first.
    return !HostAddress.isNumeric(String(peer.split(separator: ";").last ?? ""))
  }
}
