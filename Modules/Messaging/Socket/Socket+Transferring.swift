extension Socket {
  /// Brings a transfer of a transport's own to its end: repeats it when it was interrupted, and waits when it would block.
  /// For transports, to offer transfers that only they have.
  ///
  /// **Ownership:** the handle stays the socket's: `attempt` neither closes it nor keeps a copy.
  ///
  /// - Parameters:
  ///   - direction: Which way the transfer goes.
  ///   - deadline: When to stop waiting; `nil` not to wait at all.
  ///   - attempt: Makes one attempt, without blocking.
  /// - Returns: The count of the attempt that succeeded; `nil` when the transfer would have to wait and may not.
  /// - Throws: ``MessagingError`` with ``MessagingError/Code/timedOut`` at the deadline, and for every other error number
  ///   that `attempt` returns.
  public mutating func withUnsafeTransfer(
    _ direction: Direction, deadline: Deadline?, attempt: (inout T.SocketHandle) -> TransferResult
  ) throws(MessagingError) -> Int? {
    let first = attempt(&handle)
    if first.isSuccess { return first.count }
    return try persist(after: first, direction, deadline: deadline, attempt: attempt)
  }
}
