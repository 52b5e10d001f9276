internal import CMessaging
internal import Synchronization

extension Pool {
  /// Which thread the pool is at home in, and whether it is worth preferring it. See ``OwnerFreeList``.
  struct Residence {
    /// Whether a thread may be preferred at all.
    let isBiased: Bool
    /// How many biases there were. Each has a number of its own.
    private var biases: UInt = 0
    private var thread: UInt = 0
    private var rents = 0

    /// The rents in a row after which a thread is preferred to which the pool has moved.
    private static var probation: Int { 1_000 }

    init(isBiased: Bool) { self.isBiased = isBiased }

    /// Notes a rent by a thread that is not preferred.
    ///
    /// - Returns: The bias to set from now on; `nil` for none.
    mutating func bias(towards thread: UInt) -> UInt? {
      guard isBiased, biases < OwnerFreeList.biasLimit else { return nil }
      rents = thread == self.thread ? rents + 1 : 0
      self.thread = thread
      guard biases == 0 || rents >= Self.probation else { return nil }
      rents = 0
      defer { biases += 1 }
      return thread | biases
    }
  }

  /// Makes sure that the lists are the caller's: that no other thread has the bias.
  mutating func settle() {
    let thread = UInt(messaging_current_thread())
    guard bias ^ thread >= OwnerFreeList.biasLimit else { return }
    Self.giveUpBias(of: core, &bias)
    guard let next = residence.bias(towards: thread) else { return }
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
