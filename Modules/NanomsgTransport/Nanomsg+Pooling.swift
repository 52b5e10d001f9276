internal import CNanomsg
public import Messaging

// nanomsg has no way of telling when it is done with a chunk. So buffers are copied when sent, unless they are
// chunks that it made itself, for messages it received: those are its own again when they are sent.
extension Nanomsg {
  /// Any size: only received chunks are handed over, which costs less than copying them at all.
  @inlinable
  public static var crossover: Int { 0 }

  /// The received chunk, shortened by `nn_reallocmsg`, which does not move it; `nil` for the pool's own memory.
  public static func makeMessage(lending buffer: PooledBuffer, count: Int) -> MessageStorage? {
    guard buffer.isTaken else { return nil }
    guard count < buffer.capacity else { return MessageStorage(chunk: buffer.detachBytes()) }
    guard let chunk = nn_reallocmsg(buffer.bytes, count) else { return nil }
    _ = buffer.detachBytes()
    return MessageStorage(chunk: chunk)
  }

  /// Received chunks can be sent.
  @inlinable
  public static var givesMemory: Bool { true }

  /// The chunk.
  @inlinable
  public static func takeMemory(of message: inout MessageStorage) -> UnsafeMutableRawPointer? {
    let chunk = message.chunk
    message.chunk = nil
    return chunk
  }

  /// `nn_freemsg`.
  @Sendable
  public static func freeMemory(_ memory: UnsafeMutableRawPointer) { nn_freemsg(memory) }
}
