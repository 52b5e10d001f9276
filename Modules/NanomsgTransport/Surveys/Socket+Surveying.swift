public import Messaging

extension Socket where T == Nanomsg {
  /// The next response to the survey that was sent last, waiting for it.
  ///
  ///     try survey.send("who is there?")
  ///     while let response = try survey.receiveResponse() { ... }
  ///
  /// **Ownership:** the response is the caller's.
  ///
  /// - Parameter deadline: When to give up waiting, if that is before the survey ends.
  /// - Returns: The response; `nil` when the survey is over: when ``Nanomsg/Option/surveyDeadline`` passed.
  /// - Throws: ``/Messaging/MessagingError`` with `invalidState` when no survey is under way (`EFSM`), `timedOut` when
  ///   the caller's deadline passed, and otherwise as ``/Messaging/Socket/receive(deadline:)``. There, the end of a
  ///   survey is thrown as ``MessagingError/Code/surveyEnded``.
  public mutating func receiveResponse(
    deadline: Deadline = .never
  ) throws(MessagingError) -> Message<Nanomsg>? {
    do {
      return try receive(deadline: deadline)
    } catch {
      guard error.code == .surveyEnded else { throw error }
      return nil
    }
  }
}

extension MessagingError.Code {
  /// The survey's deadline passed (`ETIMEDOUT`). The next survey can be sent.
  public static let surveyEnded = MessagingError.Code("surveyEnded")
}
