#if Logging
  public import Logging
  public import Messaging

  extension MessagingError {
    /// What was attempted, where, and what came of it, to log it with: `messaging.operation`, `messaging.endpoint`,
    /// `messaging.code`, `messaging.number` and `messaging.reason`.
    ///
    ///     logger.debug("no order", error: error, metadata: error.metadata)
    ///
    /// Contents of messages and keys are in none of these.
    public var metadata: Logger.Metadata {
      var metadata: Logger.Metadata = [
        "messaging.operation": "\(operation)", "messaging.code": "\(code)", "messaging.reason": "\(reason)",
      ]
      if let endpoint { metadata["messaging.endpoint"] = "\(endpoint)" }
      if number != 0 { metadata["messaging.number"] = "\(number)" }
      return metadata
    }
  }
#endif
