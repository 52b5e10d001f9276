public import CZeroMQ

extension ZeroMQ {
  /// `zmq_msg_init`, which allocates nothing.
  @inlinable
  public static func makeEmptyMessage() -> zmq_msg_t {
    var message = zmq_msg_t()
    zmq_msg_init(&message)
    return message
  }

  /// `zmq_msg_init_size`; `nil` for `ENOMEM`.
  @inlinable
  public static func makeMessage(byteCount: Int) -> zmq_msg_t? {
    var message = makePlaceholder()
    return makeMessage(byteCount: byteCount, in: &message) ? message : nil
  }

  /// `zmq_msg_init_size`; `false` for `ENOMEM`.
  @inlinable
  public static func makeMessage(byteCount: Int, in message: inout zmq_msg_t) -> Bool {
    zmq_msg_init_size(&message, byteCount) == 0
  }

  /// `zmq_msg_close`.
  @inlinable
  public static func release(_ message: inout zmq_msg_t) {
    zmq_msg_close(&message)
  }

  /// `zmq_msg_data`: inside the message up to 33 bytes.
  @inlinable
  public static func baseAddress(of message: UnsafePointer<zmq_msg_t>) -> UnsafeMutableRawPointer? {
    // Only finds the bytes, although it is declared to take a mutable message.
    zmq_msg_data(UnsafeMutablePointer(mutating: message))
  }

  /// Copies the bytes if `ZMQ_SHARED` says that other messages have them too, as after an `inproc` publish.
  public static func makeUnique(_ message: inout zmq_msg_t) -> Bool {
    guard zmq_msg_get(&message, ZMQ_SHARED) == 1 else { return true }
    let count = zmq_msg_size(&message)
    guard var copy = makeMessage(byteCount: count) else { return false }
    if count > 0 { zmq_msg_data(&copy).copyMemory(from: zmq_msg_data(&message), byteCount: count) }
    zmq_msg_close(&message)
    message = copy
    return true
  }
}
