internal import Foundation
internal import Messaging

/// A connection of the system's on which a test says what it likes, to a listener at `tcp`, `ws` or `ipc` on this machine.
package final class RawPeer {
  /// The connection, or what was wrong with it.
  package struct Failure: Error, CustomStringConvertible {
    package let description: String
  }

  /// How the other side takes what is said.
  package enum Acceptance: Equatable {
    /// So many bytes were taken.
    case taken(Int)
    /// There is no room at the moment.
    case full
    /// The other side has ended the connection.
    case ended
  }

  private let descriptor: Int32
  private var isOpen = true

  package init(_ endpoint: String) throws {
    let address = try Address(endpoint)
    if address.scheme == "ipc" {
      descriptor = try Self.connect(AF_UNIX, Self.localName(address.location))
    } else {
      let authority = Address(scheme: address.scheme, location: String(address.location.prefix { $0 != "/" }))
      guard let port = authority.hostAndPort.flatMap({ UInt16($0.port) }) else {
        throw Failure(description: "\(endpoint) has no port to connect to")
      }
      descriptor = try Self.connect(AF_INET, Self.loopback(port))
    }
    var patience = timeval(tv_sec: 30, tv_usec: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
  }

  /// The side of a connection that was accepted.
  fileprivate init(accepted descriptor: Int32) { self.descriptor = descriptor }

  deinit { hangUp() }

  // MARK: Saying

  /// Says all of it, however long that takes.
  package func send(_ bytes: [UInt8]) throws {
    guard Foundation.send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count else {
      throw Failure(description: "the other side did not take \(bytes.count) bytes")
    }
  }

  /// Says as much as there is room for.
  package func offer(_ bytes: ArraySlice<UInt8>) -> Acceptance {
    let count = bytes.withUnsafeBytes {
      Foundation.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT))
    }
    guard count < 0 else { return .taken(count) }
    return errno == EAGAIN ? .full : .ended
  }

  // MARK: Listening

  /// The next bytes, all of them.
  package func read(_ count: Int) throws -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    guard recv(descriptor, &bytes, count, Int32(MSG_WAITALL)) == count else {
      throw Failure(description: "\(count) bytes did not come")
    }
    return bytes
  }

  /// What there is to be heard, at most 64 KiB of it; empty for nothing at the moment, `nil` after the end.
  package func hear() -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: 64 << 10)
    let count = recv(descriptor, &bytes, bytes.count, Int32(MSG_DONTWAIT))
    guard count > 0 else { return count < 0 && errno == EAGAIN ? [] : nil }
    return Array(bytes.prefix(count))
  }

  /// Hears an answer: until nothing more is said for a millisecond, for 20 milliseconds at most.
  package func hearAnswer() {
    var hasHeard = false
    for _ in 0..<20 {
      Self.wait(for: [self], atMost: 1)
      guard let bytes = hear(), !bytes.isEmpty || !hasHeard else { return }
      hasHeard = hasHeard || !bytes.isEmpty
    }
  }

  /// Waits until one of these says something or ends, for some milliseconds at most.
  package static func wait(for peers: [RawPeer], atMost milliseconds: Int32) {
    var entries = peers.map { pollfd(fd: $0.descriptor, events: Int16(POLLIN), revents: 0) }
    poll(&entries, nfds_t(entries.count), milliseconds)
  }

  /// Whether the other side ends the connection, after whatever it says before.
  package var isHungUp: Bool {
    while true {
      guard let isEnded = drain(flags: 0) else { continue }
      return isEnded
    }
  }

  /// Whether the other side has ended the connection, or does so or says something within some milliseconds and then has.
  package func isHungUp(within milliseconds: Int32) -> Bool {
    var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    guard poll(&entry, 1, milliseconds) > 0 else { return false }
    while true {
      guard let isEnded = drain(flags: Int32(MSG_DONTWAIT)) else { continue }
      return isEnded
    }
  }

  /// Drops what was said.
  ///
  /// - Returns: `nil` when there was something, otherwise whether the connection has ended.
  private func drain(flags: Int32) -> Bool? {
    withUnsafeTemporaryAllocation(byteCount: 4_096, alignment: 1) { buffer in
      let count = recv(descriptor, buffer.baseAddress, buffer.count, flags)
      return count > 0 ? nil : count == 0 || errno == ECONNRESET || errno == EPIPE
    }
  }

  // MARK: Ending

  /// Says that there is nothing more to come.
  package func finish() { shutdown(descriptor, Int32(SHUT_WR)) }

  /// Ends the connection with an error for the other side: `RST` on TCP.
  package func abort() {
    var abruptly = linger(l_onoff: 1, l_linger: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &abruptly, socklen_t(MemoryLayout<linger>.size))
    hangUp()
  }

  package func hangUp() {
    if isOpen { close(descriptor) }
    isOpen = false
  }

  // MARK: Connecting

  fileprivate static func loopback(_ port: UInt16) -> [UInt8] {
    var name = sockaddr_in()
    name.sin_family = sa_family_t(AF_INET)
    name.sin_port = port.bigEndian
    name.sin_addr.s_addr = INADDR_LOOPBACK.bigEndian
    return withUnsafeBytes(of: name) { [UInt8]($0) }
  }

  private static func localName(_ path: String) -> [UInt8] {
    var name = sockaddr_un()
    name.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &name.sun_path) { $0.copyBytes(from: path.utf8.prefix($0.count - 1)) }
    return withUnsafeBytes(of: name) { [UInt8]($0) }
  }

  private static func connect(_ family: Int32, _ name: [UInt8]) throws -> Int32 {
    try open(family, name) { Foundation.connect($0, $1, $2) == 0 }
  }

  /// A socket of the system's, and what is to be done with it and a name.
  fileprivate static func open(
    _ family: Int32, _ name: [UInt8], _ use: (Int32, UnsafePointer<sockaddr>, socklen_t) -> Bool
  ) throws -> Int32 {
    #if canImport(Glibc)
      let type = Int32(SOCK_STREAM.rawValue)
    #else
      let type = SOCK_STREAM
    #endif
    let descriptor = socket(family, type, 0)
    let isUsed =
      descriptor >= 0
      && name.withUnsafeBytes {
        use(descriptor, $0.baseAddress!.assumingMemoryBound(to: sockaddr.self), socklen_t(name.count))
      }
    guard isUsed else {
      let reason = String(cString: strerror(errno))
      if descriptor >= 0 { close(descriptor) }
      throw Failure(description: "no connection: \(reason)")
    }
    return descriptor
  }
}

/// A listener of the system's, at a port of this machine.
package final class RawListener {
  private let descriptor: Int32
  /// Where to connect to.
  package let endpoint: String

  package init() throws {
    let descriptor = try RawPeer.open(AF_INET, RawPeer.loopback(0)) {
      bind($0, $1, $2) == 0 && listen($0, 16) == 0
    }
    self.descriptor = descriptor
    var name = sockaddr_in()
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isKnown = withUnsafeMutablePointer(to: &name) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(descriptor, $0, &size) == 0 }
    }
    precondition(isKnown, "a bound socket has a name")
    endpoint = "tcp://127.0.0.1:\(UInt16(bigEndian: name.sin_port))"
  }

  deinit { close(descriptor) }

  /// The next connection; `nil` when none comes within some milliseconds.
  package func accept(within milliseconds: Int32) -> RawPeer? {
    var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    guard poll(&entry, 1, milliseconds) > 0 else { return nil }
    let accepted = Foundation.accept(descriptor, nil, nil)
    return accepted >= 0 ? RawPeer(accepted: accepted) : nil
  }
}
