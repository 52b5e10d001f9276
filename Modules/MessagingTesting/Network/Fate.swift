internal import Messaging

/// What is to become of a message.
struct Fate {
  let number: Int
  /// Whether it is dropped when the receiver looks.
  var isLost = false
  /// When it arrives; `nil` for at once.
  var arrival: Duration?
  /// How often it arrives besides.
  var copies = 0
  /// How many later messages arrive before it.
  var overtakers = 0

  /// Adds a fault of one message.
  ///
  /// - Returns: What is to be recorded; `nil` when the fault is none for the pattern.
  mutating func suffer(_ fault: FaultRule.Fault, pattern: String) -> InjectedFault.Effect? {
    switch fault {
    case .drop:
      isLost = true
      return .dropped
    case .delay(let duration):
      // Since the send, until the moment of that is known.
      arrival = (arrival ?? .zero) + duration
      return .delayed(by: duration)
    case .duplicate(let times):
      copies += times
      return .duplicated(times: times)
    case .reorder(let count):
      // There is no later one before the exchange has ended.
      if [Pattern<FaultyInProcess>.request, .reply].contains(where: { $0.name == pattern }) { return nil }
      overtakers += count
      return .reordered(behind: count)
    case .disconnect, .failSend: return nil
    }
  }
}
