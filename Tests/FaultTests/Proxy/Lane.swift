import Foundation

/// One direction of a proxied connection. What was read is written before more is read.
struct Lane {
  private var bytes: [UInt8] = []
  private var written = 0
  private var due = ContinuousClock.now
  /// How many bytes were written over all.
  private(set) var passed = 0
  /// How reading ended.
  private(set) var end: End?

  enum End {
    case orderly
    case abrupt
  }

  private var isEmpty: Bool { written == bytes.count }

  var wantsBytes: Bool { isEmpty && end == nil }

  /// Whether nothing will be written any more.
  var isDone: Bool { isEmpty && end != nil }

  /// How long what was read is still held back; `nil` when there is nothing.
  var wait: Duration? { isEmpty ? nil : max(.zero, due - .now) }

  mutating func read(from source: Int32, under conditions: Conditions) {
    bytes = [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, count in
      let result = recv(source, buffer.baseAddress!, buffer.count, Int32(MSG_DONTWAIT))
      if result == 0 { end = .orderly }
      if result < 0, errno != EAGAIN, errno != EINTR { end = .abrupt }
      count = max(0, result)
    }
    written = 0
    due = .now + conditions.delay
  }

  mutating func write(to sink: Int32, under conditions: Conditions) {
    let flags = Int32(MSG_DONTWAIT) | Int32(MSG_NOSIGNAL)
    while !isEmpty {
      let limit = conditions.bytesBeforeReset.map { max(0, $0 - passed) } ?? .max
      let size = min(bytes.count - written, conditions.pieceSize, limit)
      guard size > 0 else { return }
      let count = bytes[written..<written + size].withUnsafeBytes { send(sink, $0.baseAddress!, size, flags) }
      guard count > 0 else {
        if count < 0, errno != EAGAIN, errno != EINTR {
          end = .abrupt
          written = bytes.count
        }
        return
      }
      written += count
      passed += count
    }
  }

  /// Forgets what was read.
  mutating func discard() { written = bytes.count }
}
