import Foundation
import TestSupport

/// A connection on which a test says what it likes.
final class RawPeer {
  private var descriptor: Int32

  init(_ endpoint: String) throws {
    descriptor = try StreamAddress.connect(to: endpoint)
    var patience = timeval(tv_sec: 30, tv_usec: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
  }

  deinit { hangUp() }

  /// - Returns: Whether the other side was still there.
  @discardableResult
  func send(_ bytes: [UInt8]) -> Bool {
    Glibc.send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count
  }

  /// Waits for so many bytes.
  func receive(_ count: Int) throws {
    var bytes = [UInt8](repeating: 0, count: count)
    guard recv(descriptor, &bytes, count, Int32(MSG_WAITALL)) == count else {
      throw Fault("a raw peer had no answer")
    }
  }

  /// Whether the other side ends the connection.
  var isHungUp: Bool {
    var bytes = [UInt8](repeating: 0, count: 256)
    while true {
      let count = recv(descriptor, &bytes, bytes.count, 0)
      guard count > 0 else { return count == 0 || errno == ECONNRESET }
    }
  }

  func hangUp() {
    if descriptor >= 0 { close(descriptor) }
    descriptor = -1
  }

  /// Ends the connection without the farewell.
  func abort() {
    FaultTests.abort(descriptor)
    descriptor = -1
  }
}
