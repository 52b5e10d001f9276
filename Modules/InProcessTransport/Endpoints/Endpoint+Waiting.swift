internal import Messaging
internal import POSIXSupport
internal import Synchronization

extension Endpoint {
  /// Waits until a transfer is worth trying again: looks for a while, then sleeps.
  ///
  /// - Returns: `false` when the deadline passed.
  mutating func wait(
    for direction: Direction, until deadline: Deadline
  ) throws(TransportFailure) -> Bool {
    removeExhaustedInlets()
    let yields = patience.beginsWait()
    for look in 0..<Self.looks {
      let isWorthwhile = direction == .sending ? canSendMany : canReceive
      if isWorthwhile || isChanged(within: Self.pause) {
        patience.endsWait(afterYielding: yields && look > Self.looksBeforeYielding)
        return try checkOpen()
      }
      if yields, look >= Self.looksBeforeYielding { Processors.yield() }
    }
    let isReady = mailbox.parker.park(until: deadline) {
      isChanged(within: 1) || (direction == .sending ? canSend : canReceive)
    }
    return isReady ? try checkOpen() : false
  }

  /// How often to look before sleeping: for about as long as falling asleep and being woken takes. Never on a
  /// single processor, where the peer cannot run meanwhile.
  private static let looks = Processors.count > 1 ? 100 : 0

  /// After so many looks, about 2 us, the peer may be waiting for this very processor.
  private static let looksBeforeYielding = 20

  /// The pause between two looks, in readings of the own flag: about 100 ns. A look takes the cache line
  /// away from the peer that is writing it, so looking all the time would slow both down, to the pace of one
  /// line's way for each message.
  private static let pause = 250

  private func isChanged(within readings: Int) -> Bool {
    for _ in 0..<readings where mailbox.hasChanges.load(ordering: .relaxed) { return true }
    return false
  }

  private mutating func checkOpen() throws(TransportFailure) -> Bool {
    guard isCurrent() else { throw TransportFailure(Fault.closed.rawValue, of: InProcess.self) }
    return true
  }
}
