public import CZeroMQ
public import Messaging

extension ZeroMQ {
  /// A `zmq_msg_t` of which nothing is written.
  @inlinable
  public static func makePlaceholder() -> zmq_msg_t { zmq_msg_placeholder() }

  /// 256 bytes. Handing over needs an allocation and a callback, and copying an allocation as well, which the receiving
  /// side frees: libzmq's own allocations are what costs most of a copy.
  @inlinable
  public static var crossover: Int { 256 }

  /// Every buffer.
  @inlinable
  public static var handsOverBuffers: Bool { true }

  /// `zmq_msg_init_data`: libzmq gives the buffer back by its callback, from the thread that is done with it. It allocates
  /// its own 40 bytes for that; `nil` for `ENOMEM`.
  @inlinable
  public static func makeMessage(lending buffer: PooledBuffer, count: Int) -> zmq_msg_t? {
    var message = zmq_msg_t()
    let status = zmq_msg_init_data(&message, buffer.bytes, count, giveBack, buffer.opaque)
    return status == 0 ? message : nil
  }

  @usableFromInline
  static let giveBack: @convention(c) (UnsafeMutableRawPointer?, UnsafeMutableRawPointer?) -> Void = {
    _, buffer in
    PooledBuffer(opaque: buffer.unsafelyUnwrapped).giveBack()
  }
}
