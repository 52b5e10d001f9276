extension ZeroMQ {
  /// What a socket was set to that its transfers have to know.
  @usableFromInline
  struct SocketTraits: OptionSet, Sendable {
    @usableFromInline
    let rawValue: UInt8

    @usableFromInline
    init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Speaks plain TCP: messages are a routing id and bytes.
    static let raw = SocketTraits(rawValue: 1)
    /// Keeps the last message only, and cannot keep one of several parts.
    static let conflating = SocketTraits(rawValue: 2)
    /// Leaves it to the application whom to subscribe to what.
    static let manualSubscriptions = SocketTraits(rawValue: 4)
    /// Sends and receives in turn.
    static let alternating = SocketTraits(rawValue: 8)
  }
}
