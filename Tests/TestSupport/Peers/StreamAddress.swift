internal import Foundation
internal import Messaging
internal import POSIXSupport

/// Stream sockets of the system's at a transport's address, which is of `tcp`, `ws` or `ipc`, on this machine.
package enum StreamAddress {
  /// A connection to an address.
  ///
  /// - Parameter seconds: How long to wait for a listener that has no room for another one.
  package static func connect(to endpoint: String, waitingAtMost seconds: Int = 30) throws -> Int32 {
    let (family, name) = try parse(endpoint)
    return try open(family) { descriptor in
      limitSending(on: descriptor, to: timeval(tv_sec: seconds, tv_usec: 0))
      defer { limitSending(on: descriptor, to: timeval()) }
      return name.withUnsafeBytes {
        Foundation.connect(
          descriptor, $0.baseAddress!.assumingMemoryBound(to: sockaddr.self), socklen_t(name.count)) == 0
      }
    }
  }

  /// Limits how long sending, and so connecting, takes; zero is no limit.
  private static func limitSending(on descriptor: Int32, to time: timeval) {
    var time = time
    setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &time, socklen_t(MemoryLayout<timeval>.size))
  }

  /// A listener of the same kind as this address, and its own address.
  package static func listen(like endpoint: String) throws -> (descriptor: Int32, endpoint: String) {
    let isLocal = endpoint.hasPrefix("ipc:")
    let asked = isLocal ? "ipc://\(UniqueName.makeSocketPath())" : "tcp://127.0.0.1:0"
    var (family, name) = try parse(asked)
    let descriptor = try open(family) { descriptor in
      name.withUnsafeMutableBytes { bytes in
        let address = bytes.baseAddress!.assumingMemoryBound(to: sockaddr.self)
        var size = socklen_t(bytes.count)
        return bind(descriptor, address, size) == 0 && Foundation.listen(descriptor, 128) == 0
          && getsockname(descriptor, address, &size) == 0
      }
    }
    guard !isLocal else { return (descriptor, asked) }
    let port = name.withUnsafeBytes { UInt16(bigEndian: $0.load(as: sockaddr_in.self).sin_port) }
    return (descriptor, "tcp://127.0.0.1:\(port)")
  }

  private static func open(_ family: Int32, _ use: (Int32) -> Bool) throws -> Int32 {
    let descriptor = StreamSocket.open(family)
    guard descriptor >= 0, use(descriptor) else {
      let reason = String(cString: strerror(errno))
      if descriptor >= 0 { close(descriptor) }
      throw Fault("no socket of the system's: \(reason)")
    }
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    return descriptor
  }

  /// The family, and the bytes of its kind of `sockaddr`.
  private static func parse(_ endpoint: String) throws -> (family: Int32, name: [UInt8]) {
    let address = try Address(endpoint)
    guard address.scheme == "ipc" else {
      let authority = Address(scheme: address.scheme, location: String(address.location.prefix { $0 != "/" }))
      guard let port = authority.hostAndPort.flatMap({ UInt16($0.port) }) else {
        throw Fault("\(endpoint) has no port to connect to")
      }
      var name = sockaddr_in()
      name.sin_family = sa_family_t(AF_INET)
      name.sin_port = port.bigEndian
      name.sin_addr.s_addr = INADDR_LOOPBACK.bigEndian
      return (AF_INET, withUnsafeBytes(of: name) { [UInt8]($0) })
    }
    var name = sockaddr_un()
    name.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &name.sun_path) {
      $0.copyBytes(from: address.location.utf8.prefix($0.count - 1))
    }
    return (AF_UNIX, withUnsafeBytes(of: name) { [UInt8]($0) })
  }

  /// Ends a connection so that the other side is told of an error rather than of its end: with `RST` on TCP.
  package static func abort(_ descriptor: Int32) {
    var abruptly = linger(l_onoff: 1, l_linger: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &abruptly, socklen_t(MemoryLayout<linger>.size))
    close(descriptor)
  }
}
