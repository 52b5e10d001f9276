public import Messaging

/// A fault, and the messages it happens to.
///
///     .drop(.number(3))
///     .delay(.every(10), by: .milliseconds(5)).from(.request)
///     .disconnect(after: .number(100), for: .seconds(1), inFlight: .lost).at("inproc://orders")
///
/// Without ``at(_:)``, ``from(_:)`` and ``onConnection(_:)`` it is for all connections of the transport, both ways.
public struct FaultRule: Hashable, Sendable, CustomStringConvertible {
  enum Fault: Hashable {
    case drop
    case delay(Duration)
    case duplicate(times: Int)
    case reorder(behind: Int)
    case disconnect(Duration, inFlight: InFlight)
    case failSend(SendFailure)
  }

  /// What becomes of the messages that are on their way when a connection breaks, both ways.
  public enum InFlight: Hashable, Sendable {
    /// They arrive, as if they had been received just before.
    case kept
    /// None arrives.
    case lost
  }

  /// How a send fails.
  public enum SendFailure: Hashable, Sendable, CaseIterable {
    /// With ``/Messaging/MessagingError/Code/timedOut``, as if no peer had taken the message until the deadline.
    case timedOut
    /// With ``/Messaging/MessagingError/Code/outOfResources``.
    case outOfResources
  }

  let fault: Fault
  let selection: MessageSelection
  private(set) var address: String?
  private(set) var sender: String?
  private(set) var connection: Int?

  private init(_ fault: Fault, _ selection: MessageSelection) {
    self.fault = fault
    self.selection = selection
  }

  // MARK: Faults

  /// Messages that are sent and never arrive. They take their place in the queue until the receiver looks.
  public static func drop(_ messages: MessageSelection) -> Self { Self(.drop, messages) }

  /// Messages that arrive later, and with them those behind them on the same connection.
  ///
  /// - Parameters:
  ///   - messages: Which.
  ///   - duration: How long after being sent. Not negative.
  public static func delay(_ messages: MessageSelection, by duration: Duration) -> Self {
    Self(.delay(duration), messages)
  }

  /// Messages that arrive more than once, one right after the other.
  ///
  /// A second request is one to its receiver, but the reply to it goes nowhere. A second reply is passed over, since a request
  /// socket takes one.
  ///
  /// - Parameters:
  ///   - messages: Which.
  ///   - times: How often they arrive besides. At least 1.
  public static func duplicate(_ messages: MessageSelection, times: Int = 1) -> Self {
    Self(.duplicate(times: times), messages)
  }

  /// Messages that later ones overtake. Not for requests and replies, of which there is one at a time.
  ///
  /// - Parameters:
  ///   - messages: Which.
  ///   - count: How many that were sent later arrive first, at least 1. Fewer do when the connection ends.
  public static func reorder(_ messages: MessageSelection, behind count: Int = 1) -> Self {
    Self(.reorder(behind: count), messages)
  }

  /// A connection that breaks right after a message was sent, and is made again by itself.
  ///
  /// Both sockets see what they see when a peer goes away. Messages are numbered on when the connection is back.
  ///
  /// - Parameters:
  ///   - messages: After which messages.
  ///   - duration: How long it is away. Not negative; zero to be made again at once.
  ///   - inFlight: What becomes of that message and others that were not received yet.
  public static func disconnect(
    after messages: MessageSelection, for duration: Duration = .zero, inFlight: InFlight
  ) -> Self {
    Self(.disconnect(duration, inFlight: inFlight), messages)
  }

  /// Sends that fail and leave the message with the caller. Here the sends of a socket are numbered, as far as they would
  /// not have had to wait; those that the rule has fail are among them.
  ///
  /// - Parameters:
  ///   - sends: Which.
  ///   - failure: How.
  public static func failSend(_ sends: MessageSelection, with failure: SendFailure) -> Self {
    Self(.failSend(failure), sends)
  }

  // MARK: Places

  /// The rule for connections to one address alone, or for sockets that have it.
  ///
  /// - Parameter address: `inproc://` and a name, without a wildcard.
  public func at(_ address: String) -> Self {
    var rule = self
    rule.address = address
    return rule
  }

  /// The rule for messages from sockets of one pattern alone.
  public func from(_ pattern: Pattern<FaultyInProcess>) -> Self {
    var rule = self
    rule.sender = pattern.name
    return rule
  }

  /// The rule for one connection of each address alone.
  ///
  /// - Parameter number: In the order in which sockets connected to the address, from 1. Not for ``failSend(_:with:)``.
  public func onConnection(_ number: Int) -> Self {
    var rule = self
    rule.connection = number
    return rule
  }

  /// The rule in words.
  public var description: String {
    let places = [
      sender.map { " from \($0)" }, address.map { " at \($0)" }, connection.map { " on connection \($0)" },
    ]
    return "\(fault) \(selection)" + places.compactMap(\.self).joined()
  }
}

extension FaultRule.Fault: CustomStringConvertible {
  var description: String {
    switch self {
    case .drop: "drop"
    case .delay(let duration): "delay by \(duration)"
    case .duplicate(let times): "duplicate \(times) times"
    case .reorder(let count): "reorder behind \(count)"
    case .disconnect(let duration, let inFlight): "disconnect for \(duration), in flight \(inFlight), after"
    case .failSend(let failure): "fail with \(failure) the send of"
    }
  }
}
