internal import Messaging

extension InProcess {
  /// A message's bytes: a block of memory, or none for the empty message.
  @frozen
  public struct MessageStorage {
    @usableFromInline
    var block: Block?

    @inlinable
    init(_ block: Block?) { self.block = block }
  }

  /// A message of no bytes, which owns nothing.
  @inlinable
  public static func makeEmptyMessage() -> MessageStorage { MessageStorage(nil) }

  /// A message of `byteCount` bytes, not initialized; `nil` when there is no memory.
  public static func makeMessage(byteCount: Int) -> MessageStorage? {
    guard byteCount > 0 else { return makeEmptyMessage() }
    guard let block = Block(count: byteCount) else { return nil }
    return MessageStorage(block)
  }

  /// Gives the bytes back; the last of those who share them frees them.
  @inlinable
  public static func release(_ message: inout MessageStorage) {
    message.block?.release()
  }

  /// Where the bytes are. They stay there when the message moves.
  @inlinable
  public static func baseAddress(
    of message: UnsafePointer<MessageStorage>
  ) -> UnsafeMutableRawPointer? {
    message.pointee.block?.bytes
  }

  /// Copies the bytes when other messages share them, as after publishing.
  public static func makeUnique(_ message: inout MessageStorage) -> Bool {
    guard let block = message.block, !block.isUnique else { return true }
    guard let copy = Block(copying: block.buffer) else { return false }
    block.release()
    message.block = copy
    return true
  }
}
