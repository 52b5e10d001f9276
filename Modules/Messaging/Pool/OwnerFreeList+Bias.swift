internal import CMessaging
internal import Synchronization

extension OwnerFreeList {
  /// Takes the bias of several lists away from another thread. By the holder only.
  ///
  /// - Parameter number: The number of that bias.
  static func revokeBias(of lists: some Sequence<OwnerFreeList>, number: UInt) {
    for list in lists { list.storage.pointee.bias.store(0, ordering: .relaxed) }
    // The system may be short of memory for it, for a moment.
    while !MemoryBarrier.onEveryThread() { messaging_yield() }
    for list in lists {
      while list.busy(number).pointee.load(ordering: .acquiring) { messaging_yield() }
    }
  }

  /// Gives the bias to the calling thread. By the holder only, while nobody has it.
  func setBias(_ bias: UInt) { storage.pointee.bias.store(bias, ordering: .releasing) }

  // MARK: Closing

  /// Ends the list: what is in it is discarded, what comes back later is discarded then.
  ///
  /// Whoever is last, this call or a later ``push(_:)``, reports to the context. By the holder, while nobody
  /// has the bias.
  func close() {
    while let node = pop() { drop(node) }
    let returned = storage.pointee.returned.bitwiseOr(.min, ordering: .acquiringAndReleasing).oldValue
    for position in storage.pointee.taken..<returned { drop(storage.pointee.ring.expectedNode(at: position)) }
    let missing = storage.pointee.allocated
    if storage.pointee.missing.add(missing, ordering: .acquiringAndReleasing).newValue == 0 {
      PoolCore.listIsDone(storage.pointee.context!)
    }
  }

  private func drop(_ node: UnsafeMutableRawPointer) {
    storage.pointee.allocated -= 1
    storage.pointee.context!.pointee.discard(node)
  }

  // MARK: Keeping, by the holder

  /// Puts a node in. By the holder, while no other thread has the bias.
  @inlinable
  func put(_ node: UnsafeMutableRawPointer) {
    node.storeBytes(of: storage.pointee.stack, as: UnsafeMutableRawPointer?.self)
    storage.pointee.stack = node
  }

  /// Makes what other threads gave back free.
  func collect() {
    while let node = popReturned() { put(node) }
  }

  // MARK: Counting

  /// How many nodes other threads gave back that were not taken yet. One whose return is under way is still out.
  var returning: Int { storage.pointee.ring.ready(from: storage.pointee.taken) }

  /// How many nodes can be taken, without those that are returning. Walks them. By the holder, while no other
  /// thread has the bias.
  var free: Int {
    var count = storage.pointee.hot == nil ? 0 : 1
    var next = storage.pointee.stack
    while let node = next {
      count += 1
      next = node.load(as: UnsafeMutableRawPointer?.self)
    }
    return count
  }

  // MARK: By itself

  /// A list of its own, biased towards the calling thread where that is possible.
  package init?(capacity: Int) {
    guard let memory = messaging_allocate(MemoryLayout<Storage>.size) else { return nil }
    storage = memory.bindMemory(to: Storage.self, capacity: 1)
    storage.initialize(to: Storage(context: nil, crossover: .max))
    guard storage.pointee.ring.reserve(capacity) else {
      messaging_free(memory)
      return nil
    }
    if MemoryBarrier.isAsymmetric { setBias(UInt(messaging_current_thread())) }
  }

  package func destroy() {
    storage.pointee.ring.destroy()
    messaging_free(storage)
  }
}
