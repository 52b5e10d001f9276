internal import Foundation

/// A connection of the system's on which a test says what it likes, to a listener at `tcp`, `ws` or `ipc` on this machine.
package final class RawPeer {
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
    descriptor = try StreamAddress.connect(to: endpoint)
    var patience = timeval(tv_sec: 30, tv_usec: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
  }

  /// The side of a connection that was accepted.
  init(accepted descriptor: Int32) { self.descriptor = descriptor }

  deinit { hangUp() }

  // MARK: Saying

  /// Says all of it, however long that takes.
  ///
  /// - Returns: Whether the other side was there for it.
  @discardableResult
  package func send(_ bytes: [UInt8]) -> Bool {
    Foundation.send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count
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
      throw Fault("\(count) bytes did not come")
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
    if isOpen { StreamAddress.abort(descriptor) }
    isOpen = false
  }

  package func hangUp() {
    if isOpen { close(descriptor) }
    isOpen = false
  }
}
