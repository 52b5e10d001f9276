import Foundation
import Messaging
import POSIXSupport
import TestSupport

/// Stream sockets of the system's at a transport's address, which is of `tcp` or `ipc`.
enum StreamAddress {
  /// A connection to an address.
  static func connect(to endpoint: String) throws -> Int32 {
    let (family, name) = try parse(endpoint)
    return try open(family) { descriptor in
      name.withUnsafeBytes {
        Glibc.connect(
          descriptor, $0.baseAddress!.assumingMemoryBound(to: sockaddr.self), socklen_t(name.count)) == 0
      }
    }
  }

  /// A listener of the same kind as this address, and its own address.
  static func listen(like endpoint: String) throws -> (descriptor: Int32, endpoint: String) {
    let isLocal = endpoint.hasPrefix("ipc:")
    let asked = isLocal ? "ipc://\(UniqueName.makeSocketPath())" : "tcp://127.0.0.1:0"
    var (family, name) = try parse(asked)
    let descriptor = try open(family) { descriptor in
      name.withUnsafeMutableBytes { bytes in
        let address = bytes.baseAddress!.assumingMemoryBound(to: sockaddr.self)
        var size = socklen_t(bytes.count)
        return bind(descriptor, address, size) == 0 && Glibc.listen(descriptor, 128) == 0
          && getsockname(descriptor, address, &size) == 0
      }
    }
    guard !isLocal else { return (descriptor, asked) }
    let port = name.withUnsafeBytes { UInt16(bigEndian: $0.load(as: sockaddr_in.self).sin_port) }
    return (descriptor, "tcp://127.0.0.1:\(port)")
  }

  private static func open(_ family: Int32, _ use: (Int32) -> Bool) throws -> Int32 {
    let descriptor = socket(family, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0, use(descriptor) else {
      let reason = String(cString: strerror(errno))
      close(descriptor)
      throw Fault("no socket of the system's: \(reason)")
    }
    return descriptor
  }

  /// The family, and the bytes of its kind of `sockaddr`.
  private static func parse(_ endpoint: String) throws -> (family: Int32, name: [UInt8]) {
    let address = try Address(endpoint)
    guard address.scheme == "ipc" else {
      guard let port = address.hostAndPort.flatMap({ UInt16($0.port) }) else {
        throw Fault("\(endpoint) is of neither tcp nor ipc")
      }
      var name = sockaddr_in()
      name.sin_family = sa_family_t(AF_INET)
      name.sin_port = port.bigEndian
      name.sin_addr.s_addr = INADDR_LOOPBACK.bigEndian
      return (AF_INET, withUnsafeBytes(of: name) { [UInt8]($0) })
    }
    var name = sockaddr_un()
    name.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &name.sun_path) { $0.copyBytes(from: address.location.utf8) }
    return (AF_UNIX, withUnsafeBytes(of: name) { [UInt8]($0) })
  }
}

/// Ends a connection so that the other side is told of an error rather than of its end: with `RST` on TCP.
func abort(_ descriptor: Int32) {
  var abruptly = linger(l_onoff: 1, l_linger: 0)
  setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &abruptly, socklen_t(MemoryLayout<linger>.size))
  close(descriptor)
}
