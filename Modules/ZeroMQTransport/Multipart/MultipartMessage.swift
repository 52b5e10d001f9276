import CZeroMQ
public import Messaging

/// A message of several parts, which are delivered together or not at all.
///
///     var parts = MultipartMessage()
///     try parts.append("weather")
///     try parts.append([21, 7])
///     try publisher.send(parts)
///
/// As a ``/Messaging/Message``, it is non-copyable: sending consumes it, dropping it releases it. It may move between
/// threads; it is not shared.
public struct MultipartMessage: ~Copyable {
  /// Messages of the library's. Each is released once.
  var parts: [zmq_msg_t]

  /// No parts. Such a message cannot be sent before some are added.
  public init() { parts = [] }

  /// A message of one part.
  ///
  /// **Ownership:** the part is consumed.
  ///
  /// - Throws: As ``append(_:)-(Message<ZeroMQ>)``.
  public init(_ part: consuming Message<ZeroMQ>) throws(MessagingError) {
    self.init()
    try append(part)
  }

  /// A message with copies of these parts.
  ///
  /// - Throws: ``/Messaging/MessagingError`` with `outOfResources` when there is no memory (`ENOMEM`).
  /// - Complexity: O(n) in the number of bytes.
  public init(_ parts: [[UInt8]]) throws(MessagingError) {
    self.init()
    for part in parts { try append(part) }
  }

  /// A message with the UTF-8 bytes of these strings. As ``init(_:)-([[UInt8]])``.
  public init(_ parts: [String]) throws(MessagingError) {
    self.init()
    for part in parts { try append(part) }
  }

  init(taking parts: [zmq_msg_t]) { self.parts = parts }

  deinit {
    // A deinit cannot modify its own storage in place; the parts are not used again.
    var last = parts
    Self.release(&last)
  }

  static func release(_ parts: inout [zmq_msg_t]) {
    for index in parts.indices { zmq_msg_close(&parts[index]) }
    parts.removeAll(keepingCapacity: true)
  }

  /// The number of parts.
  public var count: Int { parts.count }

  /// Whether there are no parts.
  public var isEmpty: Bool { parts.isEmpty }

  /// The size in bytes of all parts together.
  ///
  /// - Complexity: O(n) in the number of parts.
  public var byteCount: Int {
    parts.withUnsafeBufferPointer { parts in
      var sum = 0
      for index in parts.indices { sum += zmq_msg_size(parts.baseAddress! + index) }
      return sum
    }
  }
}

// Every operation that touches the parts needs the one owner.
extension MultipartMessage: @unchecked Sendable {}
