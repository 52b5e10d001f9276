extension Socket {
  /// Brings a transfer to its end after its first attempt failed: the one place where interrupted calls are
  /// repeated and would-block becomes waiting.
  ///
  /// - Parameters:
  ///   - first: How the first attempt failed.
  ///   - deadline: When to stop waiting; `nil` not to wait at all.
  ///   - attempt: Makes a further attempt.
  /// - Returns: The count of the attempt that succeeded; `nil` when the transfer would have to wait and may not.
  @inlinable
  @inline(never)
  mutating func persist(
    after first: TransferResult, _ direction: Direction, deadline: Deadline?,
    attempt: (inout T.SocketHandle) -> TransferResult
  ) throws(MessagingError) -> Int? {
    var result = first
    while !result.isSuccess {
      if result.errorNumber == T.wouldBlock {
        guard let deadline else { return nil }
        try wait(direction, until: deadline)
      } else if result.errorNumber != T.interrupted {
        throw error(TransportFailure(result.errorNumber, of: T.self), during: direction.operation)
      }
      result = attempt(&handle)
    }
    return result.count
  }

  @inlinable
  mutating func wait(_ direction: Direction, until deadline: Deadline) throws(MessagingError) {
    let isReady: Bool
    do {
      isReady = try T.wait(for: direction, on: &handle, until: deadline)
    } catch {
      throw self.error(error, during: direction.operation)
    }
    // Libraries that wait in whole milliseconds may come back a little early.
    guard isReady || deadline.remaining != .zero else {
      throw error(
        TransportFailure(.timedOut, "the deadline passed"), during: direction.operation)
    }
  }

  @usableFromInline
  func tooLarge(_ count: Int, during operation: MessagingError.Operation) -> MessagingError {
    error(
      TransportFailure(
        .messageTooLarge, "\(count) bytes exceed the socket's maximum of \(maximumMessageSize)"),
      during: operation)
  }
}

extension Direction {
  @usableFromInline
  var operation: MessagingError.Operation { self == .sending ? .send : .receive }
}
