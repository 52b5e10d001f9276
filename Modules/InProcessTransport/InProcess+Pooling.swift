public import Messaging

extension InProcess {
  /// The bytes of a queue's slot: smaller messages are copied into it in any case.
  public static var crossover: Int { Ring.inlineCapacity + 1 }

  /// A block's header, so that a pool's buffer can be a block.
  public static var lendingPrefix: Int { Block.headerSize }

  /// Every buffer.
  @inlinable
  public static var handsOverBuffers: Bool { true }

  /// A block in the buffer. The last of its owners gives the buffer back.
  public static func makeMessage(lending buffer: PooledBuffer, count: Int) -> MessageStorage? {
    MessageStorage(Block(lending: buffer, count: count))
  }
}
