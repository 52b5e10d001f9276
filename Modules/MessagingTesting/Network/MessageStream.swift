/// What is numbered by itself: one way of a connection, or the sends of a socket. Guarded by the ``Timeline``'s lock.
final class MessageStream {
  /// Empty when a socket has none.
  var address: String { addresses.first ?? "" }
  let number: Int
  /// What random numbers are drawn by.
  let identity: UInt64

  /// The name of the pattern that sends; known from the first message on.
  var sender = ""
  /// How many messages there were.
  private(set) var count = 0
  /// Those that a rule may name.
  var addresses: [String] = []
  private let isConnection: Bool

  /// A way of a connection.
  init(address: String, number: Int, identity: UInt64) {
    addresses = [address]
    self.number = number
    self.identity = identity
    isConnection = true
  }

  /// The sends of a socket.
  init(ofSocket number: Int, sender: String) {
    self.number = number
    self.sender = sender
    identity = SeededRandom.hash([SeededRandom.key(sender), UInt64(number), 2])
    isConnection = false
  }

  func removeAddress(_ address: String) {
    if let index = addresses.firstIndex(of: address) { addresses.remove(at: index) }
  }

  /// Counts a message.
  ///
  /// - Returns: Its number.
  func countMessage() -> Int {
    count += 1
    return count
  }

  /// Whether a rule is for this.
  func isMatched(by rule: FaultRule) -> Bool {
    guard rule.isForSends != isConnection else { return false }
    return (rule.sender ?? sender) == sender
      && (rule.address.map(addresses.contains) ?? true)
      && (rule.connection ?? number) == number
  }
}

extension FaultRule {
  /// Whether the rule is for the sends of a socket rather than messages of a connection.
  fileprivate var isForSends: Bool {
    if case .failSend = fault { true } else { false }
  }
}
