internal import Messaging
internal import POSIXSupport
internal import Synchronization

extension Endpoint {
  /// Waits until a transfer can be made: looks for a while, then sleeps.
  ///
  /// - Returns: `false` when the deadline passed.
  mutating func wait(
    for direction: Direction, until deadline: Deadline
  ) throws(TransportFailure) -> Bool {
    removeExhaustedInlets()
    let yields = patience.beginsWait()
    for look in 0..<Self.looks {
      if try isReady(for: direction), direction == .receiving || canSendMany {
        patience.endsWait(afterYielding: yields && look > Self.looksBeforeYielding)
        return true
      }
      if !isChanged(within: Self.pause), yields, look >= Self.looksBeforeYielding { Processors.yield() }
    }
    while !(try isReady(for: direction)) {
      let isWoken = mailbox.parker.park(until: deadline) {
        isChanged(within: 1) || obstacle(to: direction) != .wouldBlock
      }
      if !isWoken { return false }
    }
    return true
  }

  /// Has a descriptor become readable when a transfer may be worth trying.
  ///
  /// - Parameters:
  ///   - interest: The directions. One that is out of turn, or that the pattern lacks, is passed over.
  /// - Returns: The descriptor; `nil` when a transfer is worth trying now.
  mutating func descriptor(awaiting interest: Readiness) throws(TransportFailure) -> Int32? {
    removeExhaustedInlets()
    return try mailbox.parker.arm { () throws(TransportFailure) in !(try readiness(for: interest).isEmpty) }
  }

  /// The directions in which a transfer need not wait.
  mutating func readiness(for interest: Readiness) throws(TransportFailure) -> Readiness {
    guard isCurrent() else { throw TransportFailure(Fault.closed.rawValue, of: InProcess.self) }
    var readiness: Readiness = []
    if interest.contains(.receiving), obstacleToReceiving == nil { readiness.insert(.receiving) }
    if interest.contains(.sending), obstacleToSending == nil { readiness.insert(.sending) }
    return readiness
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

  mutating func obstacle(to direction: Direction) -> Fault? {
    direction == .sending ? obstacleToSending : obstacleToReceiving
  }

  /// Whether a transfer need not wait.
  ///
  /// - Throws: When it would fail for another reason.
  private mutating func isReady(for direction: Direction) throws(TransportFailure) -> Bool {
    switch isCurrent() ? obstacle(to: direction) : .closed {
    case nil: return true
    case .wouldBlock: return false
    case let fault?: throw TransportFailure(fault.rawValue, of: InProcess.self)
    }
  }
}
