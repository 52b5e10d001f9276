internal import CMessaging
internal import Synchronization

extension Pool {
  /// Which thread the pool is at home in, and whether it is worth preferring it. See ``OwnerFreeList``.
  struct Residence {
    /// Whether a thread may be preferred at all.
    let isBiased: Bool
    /// How many numbers of biases are used up.
    private var numbers: UInt = 0
    private var thread: UInt = 0
    /// How many messages had been rented when the bias last changed, and when the present thread began to rent.
    private var lastChange: Int?
    private var arrival = 0

    /// So many rents have to pay for a change.
    private static var probation: Int { 1_000 }

    init(isBiased: Bool) { self.isBiased = isBiased }

    /// Notes a rent by a thread that is not preferred.
    ///
    /// - Parameters:
    ///   - rents: How many messages were rented so far.
    ///   - hasEverything: Whether nothing is out.
    /// - Returns: The bias to set from now on; `nil` for none.
    mutating func bias(towards thread: UInt, rents: Int, hasEverything: () -> Bool) -> UInt? {
      guard isBiased else { return nil }
      if thread != self.thread {
        self.thread = thread
        arrival = rents
      }
      let hasPaid = rents - arrival >= Self.probation || rents - (lastChange ?? 0) >= Self.probation
      guard lastChange == nil || hasPaid else { return nil }
      lastChange = rents
      arrival = rents
      // A thread that was delayed while it returned something may still write to its bias's place.
      if hasEverything() { numbers = 0 }
      guard numbers < OwnerFreeList.biasLimit else { return nil }
      defer { numbers += 1 }
      return thread | numbers
    }
  }

  /// Makes sure that the lists are the caller's: that no other thread has the bias.
  mutating func settle() {
    guard !isAtHome else { return }
    Self.giveUpBias(of: core, &bias)
    let core = core
    let allocated = statistic.allocated
    let next = residence.bias(towards: UInt(messaging_current_thread()), rents: rents) {
      let lists = (0..<SizeClass.count).lazy.map { core.pointee.list($0) }
      return lists.reduce(0) { $0 + $1.free + $1.returning } == allocated
    }
    guard let next else { return }
    bias = next
    for index in 0..<SizeClass.count { core.pointee.list(index).setBias(next) }
  }

  /// Ends the bias, whoever has it.
  static func giveUpBias(of core: UnsafeMutablePointer<PoolCore>, _ bias: inout UInt) {
    guard bias != 0 else { return }
    let lists = (0..<SizeClass.count).lazy.map { core.pointee.list($0) }
    OwnerFreeList.revokeBias(of: lists, number: bias & (OwnerFreeList.biasLimit - 1))
    bias = 0
  }
}
