public import Messaging

/// The faults of a ``FaultyInProcess``: a value, to be written down in a test.
///
///     let script = try FaultScript(.drop(.number(3)), .delay(.every(10), by: .milliseconds(5)))
///     let storm = try FaultScript(seed: 7, .drop(.random(0.1)), .duplicate(.random(0.05)))
///
/// All rules that are for a message are applied, in their order: delays add up, and a message that is dropped can still be the one
/// after which a connection breaks.
///
/// What happens to a message depends on the script, the address, the connection's and the message's number, and nothing else. So
/// the same traffic has the same faults, whatever threads do meanwhile. Connections of an address are numbered in the order in which
/// sockets connect to it; threads that connect at the same time do so in an order that the test leaves open.
public struct FaultScript: Hashable, Sendable {
  /// What decides where ``MessageSelection/random(_:)`` strikes.
  public let seed: UInt64

  /// The rules, in the order in which they are applied.
  public let rules: [FaultRule]

  /// A script without faults.
  public static let faultless = FaultScript(unchecked: [], seed: 0)

  /// A script of these rules.
  ///
  /// - Throws: ``/Messaging/MessagingError`` with ``/Messaging/MessagingError/Code/invalidArgument`` for the first rule that
  ///   cannot be followed: a probability above 1, a negative duration, message 0.
  public init(seed: UInt64 = 0, _ rules: FaultRule...) throws(MessagingError) {
    try self.init(seed: seed, rules)
  }

  /// A script of these rules. As ``init(seed:_:)-(_,FaultRule...)``.
  public init(seed: UInt64 = 0, _ rules: [FaultRule]) throws(MessagingError) {
    for rule in rules {
      guard let complaint = rule.complaint else { continue }
      throw MessagingError(
        TransportFailure(.invalidArgument, complaint), during: MessagingError.Operation("writeFaultScript"),
        of: "\(rule)")
    }
    self.init(unchecked: rules, seed: seed)
  }

  private init(unchecked rules: [FaultRule], seed: UInt64) {
    self.seed = seed
    self.rules = rules
  }

  /// The faults that happen to a message, or a send.
  func faults(of number: Int, in lane: Lane) -> [FaultRule.Fault] {
    rules.enumerated().compactMap { index, rule in
      guard lane.isMatched(by: rule),
        rule.selection.contains(
          number, lot: { Lots.draw(seed, lane.identity, UInt64(index), UInt64(number)) })
      else { return nil }
      return rule.fault
    }
  }
}
