/// How much of a message arrived in the caller's memory.
@frozen
public struct ReceivedSize: Hashable, Sendable {
  /// The number of bytes copied to the caller's memory.
  public let copied: Int

  /// The message's full size in bytes.
  public let full: Int

  @inlinable
  init(full: Int, capacity: Int) {
    self.full = full
    self.copied = min(full, capacity)
  }

  /// Whether the message's tail did not fit and is lost.
  @inlinable
  public var isTruncated: Bool { copied < full }
}
