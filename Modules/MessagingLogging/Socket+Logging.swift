#if Logging
  public import Logging
  public import Messaging
  public import MessagingAsync

  extension Transport {
    /// Opens a socket, and logs that, or the failure, at level debug. As ``/Messaging/Transport/socket(_:options:)``.
    public func socket(
      _ pattern: Pattern<Self>, options: SocketOptions = SocketOptions(), logger: Logger
    ) throws(MessagingError) -> Socket<Self> {
      let socket = try logger.loggingFailure { () throws(MessagingError) in
        try self.socket(pattern, options: options)
      }
      logger.debug("socket opened", metadata: .socket(Self.self, pattern, at: nil))
      return socket
    }
  }

  extension Socket {
    /// Binds the socket, and logs that, or the failure, at level debug. As ``/Messaging/Socket/bind(_:)``.
    @discardableResult
    public mutating func bind(_ address: String, logger: Logger) throws(MessagingError) -> String {
      let bound = try logger.loggingFailure { () throws(MessagingError) in try bind(address) }
      logger.debug("socket bound", metadata: .socket(T.self, pattern, at: bound))
      return bound
    }

    /// Connects the socket, and logs that, or the failure, at level debug. As ``/Messaging/Socket/connect(_:)``.
    public mutating func connect(_ address: String, logger: Logger) throws(MessagingError) {
      try logger.loggingFailure { () throws(MessagingError) in try connect(address) }
      logger.debug("socket connecting", metadata: .socket(T.self, pattern, at: address))
    }

    /// Closes the socket, and logs that at level debug. As ``/Messaging/Socket/close()``.
    public consuming func close(logger: Logger) {
      let metadata = Logger.Metadata.socket(T.self, pattern, at: endpoint)
      close()
      logger.debug("socket closed", metadata: metadata)
    }
  }

  extension AsyncSocket {
    /// Closes the socket, and logs that at level debug. As ``/MessagingAsync/AsyncSocket/close()``.
    public consuming func close(logger: Logger) async {
      let metadata = Logger.Metadata.socket(T.self, pattern, at: endpoint)
      await close()
      logger.debug("socket closed", metadata: metadata)
    }
  }

  extension Logger {
    fileprivate func loggingFailure<Result: ~Copyable>(
      _ body: () throws(MessagingError) -> Result
    ) throws(MessagingError) -> Result {
      do {
        return try body()
      } catch {
        debug("\(error.operation) failed", error: error, metadata: error.metadata)
        throw error
      }
    }
  }

  extension Logger.Metadata {
    fileprivate static func socket<T: Transport>(
      _ transport: T.Type, _ pattern: Pattern<T>, at endpoint: String?
    ) -> Self {
      var metadata: Self = ["messaging.transport": "\(T.name)", "messaging.pattern": "\(pattern)"]
      if let endpoint { metadata["messaging.endpoint"] = "\(endpoint)" }
      return metadata
    }
  }
#endif
