/// What a socket is for, as a type of its transport's: patterns that a transport lacks do not compile.
///
/// The seven patterns here exist on every transport. A transport that has more declares them in an
/// extension constrained to itself, or to a protocol of the capability they need.
public struct Pattern<T: Transport>: Hashable, Sendable, CustomStringConvertible {
  /// The pattern's name, the same on every transport.
  public let name: String

  /// Whether its sockets send.
  public let sends: Bool

  /// Whether its sockets receive.
  public let receives: Bool

  /// Names a pattern, and says which ways it goes. For transports that have patterns of their own.
  public init(_ name: String, sends: Bool = true, receives: Bool = true) {
    self.name = name
    self.sends = sends
    self.receives = receives
  }

  /// The pattern's name.
  public var description: String { name }

  /// One peer, both ways. A second peer is turned away while the first is there.
  public static var pair: Self { Self("pair") }

  /// Sends each message to one of its peers, in turn; waits while there is none that can take it.
  public static var push: Self { Self("push", receives: false) }

  /// Receives from its peers, in turn.
  public static var pull: Self { Self("pull", sends: false) }

  /// Sends each message to every peer that subscribed to it; drops it for those that cannot keep up.
  public static var publish: Self { Self("publish", receives: false) }

  /// Receives what it subscribed to, by prefix, from its peers.
  public static var subscribe: Self { Self("subscribe", sends: false) }

  /// Sends a request, then receives its reply, alternately.
  public static var request: Self { Self("request") }

  /// Receives a request, then sends its reply to the one who asked, alternately.
  public static var reply: Self { Self("reply") }

  /// The patterns that every transport has.
  public static var common: [Self] { [.pair, .push, .pull, .publish, .subscribe, .request, .reply] }
}
