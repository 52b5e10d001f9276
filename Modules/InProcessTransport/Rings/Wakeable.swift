internal import Messaging
internal import POSIXSupport
internal import Synchronization

/// A peer that may sleep until this side wrote to a ring.
struct Wakeable {
  private let parker: Parker
  // The parker's flag, at hand: looking at it is part of every transfer.
  private let isParked: UnsafeMutablePointer<Atomic<Bool>>
  private let needsBarrier: Bool

  init(_ mailbox: Mailbox) {
    parker = mailbox.parker
    isParked = parker.isParked
    needsBarrier = !MemoryBarrier.isAsymmetric
  }

  /// Wakes the peer if it sleeps or is about to. Called after each write that it may wait for.
  ///
  /// See ``Parker`` for why no wake-up is lost. With asymmetric barriers, only the compiler has to be
  /// kept from reading the flag before the write, for which an acquiring and releasing fence suffices; it
  /// is no instruction on x86-64.
  @inline(__always)
  func wakeIfParked() {
    if needsBarrier {
      atomicMemoryFence(ordering: .sequentiallyConsistent)
    } else {
      atomicMemoryFence(ordering: .acquiringAndReleasing)
    }
    if isParked.pointee.load(ordering: .relaxed) { parker.wake() }
  }
}
