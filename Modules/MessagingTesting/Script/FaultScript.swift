internal import Messaging

/// The rules of a transport, checked, and the seed by which they strike.
struct FaultScript {
  let rules: [FaultRule]
  private let seed: UInt64

  /// - Throws: What is wrong with the first rule that cannot be followed.
  init(_ rules: [FaultRule], seed: UInt64) throws(MessagingError) {
    for rule in rules {
      guard let complaint = rule.complaint else { continue }
      throw MessagingError(TransportFailure(.invalidArgument, complaint), during: .open, of: "\(rule)")
    }
    self.rules = rules
    self.seed = seed
  }

  /// The faults that happen to a message, or a send.
  func faults(of number: Int, in stream: MessageStream) -> [FaultRule.Fault] {
    rules.enumerated().compactMap { index, rule in
      guard stream.isMatched(by: rule),
        rule.selection.contains(
          number, draw: { SeededRandom.draw(seed, stream.identity, UInt64(index), UInt64(number)) })
      else { return nil }
      return rule.fault
    }
  }

  /// Whether there is something to wait for.
  var takesTime: Bool {
    rules.contains { rule in
      switch rule.fault {
      case .delay: true
      case .disconnect(let duration, _): duration > .zero
      case .drop, .duplicate, .reorder, .failSend: false
      }
    }
  }
}
