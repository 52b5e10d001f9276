public import CNanomsg

extension Nanomsg {
  /// No chunk at all.
  @inlinable
  public static func makeEmptyMessage() -> MessageStorage { MessageStorage(chunk: nil) }

  /// `nn_allocmsg`; `nil` for `ENOMEM`.
  @inlinable
  public static func makeMessage(byteCount: Int) -> MessageStorage? {
    guard byteCount > 0 else { return makeEmptyMessage() }
    guard let chunk = nn_allocmsg(byteCount, 0) else { return nil }
    return MessageStorage(chunk: chunk)
  }

  /// `nn_freemsg`.
  @inlinable
  public static func release(_ message: inout MessageStorage) {
    // Fails only for what is no chunk, by aborting.
    if let chunk = message.chunk { nn_freemsg(chunk) }
  }

  /// The chunk, which stays where it is.
  @inlinable
  public static func baseAddress(
    of message: UnsafePointer<MessageStorage>
  ) -> UnsafeMutableRawPointer? {
    message.pointee.chunk
  }
}
