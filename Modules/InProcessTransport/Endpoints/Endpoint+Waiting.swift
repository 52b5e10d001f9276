internal import Messaging
internal import POSIXSupport
internal import Synchronization

extension Endpoint {
  /// Waits until a transfer is worth trying again.
  ///
  /// - Returns: `false` when the deadline passed.
  mutating func wait(
    for direction: Direction, until deadline: Deadline
  ) throws(TransportFailure) -> Bool {
    removeExhaustedInlets()
    for _ in 0..<Self.attempts {
      if isReady(for: direction) { return try checkOpen() }
    }
    let isReady = mailbox.parker.park(until: deadline) { self.isReady(for: direction) }
    return isReady ? try checkOpen() : false
  }

  /// How often to look before sleeping: about as long as falling asleep and being woken takes. In vain on a single
  /// processor, where the peer cannot run meanwhile.
  private static let attempts = Processors.count > 1 ? 4_000 : 1

  private mutating func isReady(for direction: Direction) -> Bool {
    if mailbox.hasChanges.load(ordering: .relaxed) { return true }
    return switch direction {
    case .sending: canSend
    case .receiving: canReceive
    }
  }

  private mutating func checkOpen() throws(TransportFailure) -> Bool {
    guard isCurrent() else { throw TransportFailure(Fault.closed.rawValue, of: InProcess.self) }
    return true
  }
}
