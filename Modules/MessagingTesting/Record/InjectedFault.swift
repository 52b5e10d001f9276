/// Something that a ``FaultyInProcess`` did to a message.
public struct InjectedFault: Hashable, Sendable, CustomStringConvertible {
  /// What was done.
  public enum Effect: Hashable, Sendable {
    /// The message does not arrive.
    case dropped
    /// The message arrives so long after it was sent, or behind one that arrives later still.
    case delayed(by: Duration)
    /// The message arrives so often besides.
    case duplicated(times: Int)
    /// The message arrives behind so many later ones.
    case reordered(behind: Int)
    /// The connection broke after the message, for so long.
    case disconnected(for: Duration)
    /// The message was on its way when its connection broke, and does not arrive.
    case lost
    /// The send failed.
    case failed(FaultRule.SendFailure)
  }

  /// The address of the connection, `inproc://` and a name; of a failed send the socket's first one, empty without one.
  public let address: String

  /// The number of the connection among those to the address, from 1; of a failed send that of the socket among those of its
  /// pattern, in the order in which they were opened.
  public let connection: Int

  /// The name of the pattern that sent the message.
  public let sender: String

  /// The message's number on its way through the connection, from 1; of a failed send its number among the socket's.
  public let number: Int

  /// What was done.
  public let effect: Effect

  /// One line.
  public var description: String { "\(address) #\(connection) \(sender) \(number): \(effect)" }
}

extension InjectedFault {
  /// Whether it was done to an earlier message than `other`, as connections and messages are numbered.
  func precedes(_ other: Self) -> Bool {
    (address, connection, sender, number) < (other.address, other.connection, other.sender, other.number)
  }
}
