public import CMessaging
public import Synchronization

/// The default free list: one thread rents, any thread returns.
///
///     owner's line   | hot | stack | taken              written by the one who rents
///     shared line    | bias | context | ring            read by all, hardly ever written
///     counter's line | returned                         written by those who return from other threads
///
/// A list is *biased* towards the thread that rents: what that thread itself returns goes into `hot`, or onto
/// `stack` when that is taken, by plain writes. What others return goes through ``ReturnRing``. Renting looks in this order.
///
/// `hot` is there because renting and returning in turn then needs no value that the memory had to produce just before:
/// whether it is occupied is predicted.
///
/// **Bias.** `bias` is the thread's number, with the number of the bias, 0 to 7, in its low bits; 0 for none. A thread that
/// returns looks at it, announces itself in `busy` at that place, and looks again; only then it touches `hot` and `stack`.
/// The holder of the pool, in another thread, takes the bias away by ``revokeBias(of:number:)``: it clears `bias`, passes
/// a barrier on every thread, and waits while `busy`. After that nobody returns by plain writes any more, and
/// what was returned so is visible. Each bias has a place in `busy` of its own, since a thread that was delayed after its
/// first look may announce itself after the bias went to another thread. It has the node that it returns in its hands then; when
/// nothing is out, there is no such thread, and places can be used again.
@usableFromInline
package struct OwnerFreeList: FreeList, @unchecked Sendable {
  @usableFromInline
  package let storage: UnsafeMutablePointer<Storage>

  @inlinable
  init(storage: UnsafeMutablePointer<Storage>) { self.storage = storage }

  @usableFromInline
  package struct Storage: ~Copyable {
    /// One place for each bias, an `Atomic<Bool>`: whether its thread is returning a node by plain writes.
    fileprivate var busy: UInt64 = 0
    @usableFromInline
    var hot: UnsafeMutableRawPointer?
    @usableFromInline
    var stack: UnsafeMutableRawPointer?
    /// How many nodes were taken out of the ring.
    var taken = 0
    /// How many buffers there are of this list, in it and out of it.
    var allocated = 0
    private let padding1: Padding = (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)

    @usableFromInline
    let bias = Atomic<UInt>(0)
    /// Whose list it is.
    @usableFromInline
    let context: UnsafeMutablePointer<PoolCore>?
    /// The size in bytes from which a buffer is handed over rather than copied. Here, because sending reads it just before
    /// it returns the buffer.
    @usableFromInline
    let crossover: Int
    var ring = ReturnRing()
    private let padding2: Padding = (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)

    /// How many nodes came back through the ring, and the sign bit once the list is closed.
    let returned = Atomic<Int>(0)
    /// Once closed: how many are still to come, counted down from below zero until it is known.
    let missing = Atomic<Int>(0)
    private let padding3: Padding = (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
    private let padding4 = (0, 0, 0)

    private typealias Padding = (Int, Int, Int, Int, Int, Int, Int, Int, Int, Int, Int)

    init(context: UnsafeMutablePointer<PoolCore>?, crossover: Int) {
      self.context = context
      self.crossover = crossover
    }
  }

  /// The place in `busy` of a bias with this number.
  @inlinable
  func busy(_ number: UInt) -> UnsafeMutablePointer<Atomic<Bool>> {
    // The places are the storage's first bytes, since a tuple of atomics cannot be.
    (UnsafeMutableRawPointer(storage) + Int(truncatingIfNeeded: number))
      .assumingMemoryBound(to: Atomic<Bool>.self)
  }

  /// How many numbers of biases there are.
  @inlinable
  package static var biasLimit: UInt { 8 }

  // MARK: Renting, by the holder

  /// Takes a node out. By the holder only, while no other thread has the bias.
  @inlinable
  package func pop() -> UnsafeMutableRawPointer? {
    if let node = storage.pointee.hot {
      storage.pointee.hot = nil
      return node
    }
    if let node = storage.pointee.stack {
      storage.pointee.stack = node.load(as: UnsafeMutableRawPointer?.self)
      return node
    }
    return popReturned()
  }

  @usableFromInline
  func popReturned() -> UnsafeMutableRawPointer? {
    guard let node = storage.pointee.ring.node(at: storage.pointee.taken) else { return nil }
    storage.pointee.taken &+= 1
    return node
  }

  // MARK: Returning, from any thread

  @inlinable
  @inline(__always)
  package func push(_ node: UnsafeMutableRawPointer) {
    // The first bias is the only one of most pools. Its place in `busy` is at a fixed address, which a processor knows
    // early; that is why it has code of its own.
    let thread = UInt(messaging_current_thread())
    if storage.pointee.bias.load(ordering: .relaxed) != thread || !pushBiased(node, 0, thread) {
      pushSlowly(node)
    }
  }

  /// Puts a node in by plain writes, if `bias` still stands.
  @inlinable
  @inline(__always)
  func pushBiased(_ node: UnsafeMutableRawPointer, _ number: UInt, _ bias: UInt) -> Bool {
    let busy = busy(number)
    busy.pointee.store(true, ordering: .relaxed)
    defer { busy.pointee.store(false, ordering: .releasing) }
    // The barrier on every thread stands in for the processor's.
    messaging_compiler_barrier()
    guard storage.pointee.bias.load(ordering: .relaxed) == bias else { return false }
    if storage.pointee.hot == nil {
      storage.pointee.hot = node
    } else {
      put(node)
    }
    return true
  }

  @usableFromInline
  @inline(never)
  func pushSlowly(_ node: UnsafeMutableRawPointer) {
    let bias = storage.pointee.bias.load(ordering: .relaxed)
    let number = bias ^ UInt(messaging_current_thread())
    if number < Self.biasLimit, pushBiased(node, number, bias) { return }
    pushFromAfar(node)
  }

  private func pushFromAfar(_ node: UnsafeMutableRawPointer) {
    let context = storage.pointee.context
    if let context, context.pointee.isChecked { PooledBuffer(opaque: node).checkReturned() }
    let position = storage.pointee.returned.add(1, ordering: .acquiringAndReleasing).oldValue
    // From here on the list may be gone, unless it was closed: then it waits for this node.
    guard position < 0, let context else { return storage.pointee.ring.put(node, at: position) }
    context.pointee.discard(node)
    if storage.pointee.missing.subtract(1, ordering: .acquiringAndReleasing).newValue == 0 {
      PoolCore.listIsDone(context)
    }
  }
}
