extension MessagingError {
  /// What was attempted. Extensible: capabilities may add operations.
  public struct Operation: Hashable, Sendable, CustomStringConvertible {
    /// The operation's name.
    public let name: String

    /// Names an operation.
    public init(_ name: String) { self.name = name }

    /// The operation's name.
    public var description: String { name }

    /// Opening a transport or a socket.
    public static let open = Operation("open")
    /// Binding a socket.
    public static let bind = Operation("bind")
    /// Ending a bind.
    public static let unbind = Operation("unbind")
    /// Connecting a socket.
    public static let connect = Operation("connect")
    /// Ending a connection.
    public static let disconnect = Operation("disconnect")
    /// Subscribing to a prefix.
    public static let subscribe = Operation("subscribe")
    /// Ending a subscription.
    public static let unsubscribe = Operation("unsubscribe")
    /// Sending a message.
    public static let send = Operation("send")
    /// Receiving a message.
    public static let receive = Operation("receive")
    /// Passing messages on.
    public static let forward = Operation("forward")
    /// Making a message.
    public static let makeMessage = Operation("makeMessage")
    /// Making a pool.
    public static let makePool = Operation("makePool")
    /// Allocating a pool's buffers ahead of time.
    public static let prewarmPool = Operation("prewarmPool")
  }
}
