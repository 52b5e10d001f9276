import POSIXSupport
import Synchronization
import TestSupport
import Testing

@testable import Messaging

/// A pool that moves between threads while the thread that had it returns messages by plain writes.
@Suite struct PoolBiasTests {
  /// Rents in a row after which a thread that got a pool is preferred.
  private static let probation = 1_010
  private static let limit = 32

  /// The pool goes back and forth, more often than it can prefer a thread.
  @Test func returningWhileThePoolHasMoved() throws {
    let worker = try Worker()
    let seats = [Seat(), Seat()]
    for round in 0..<max(1, manyMessages / 5_000) {
      let pool = Box(try Pool(ScriptedTransport(), options: .with { $0.maximumCount = Self.limit }))
      try pool.value.prewarm(Self.limit, size: Stamp.size)
      for handover in 0..<12 {
        let (rents, drops) = (seats[handover % 2], seats[1 - handover % 2])
        let count = (handover + round) % 3 == 0 ? 10 : Self.probation
        let rent: @Sendable () throws -> Void = { try rents.rent(count, from: &pool.value) }
        // Both at once: the one who has the pool now, and the one who had it.
        if handover % 2 == 0 {
          worker.start { drops.dropAll() }
          try rent()
        } else {
          worker.start(rent)
          drops.dropAll()
        }
        try worker.wait()
      }
      for seat in seats { seat.dropAll() }
      let statistics = pool.value.checkedStatistics()
      #expect(statistics.outstanding == 0 && statistics.misses == 0 && statistics.allocated == Self.limit)
    }
    #expect(seats.allSatisfy { $0.defects == 0 })
  }

  /// A thread that the system stops half-way through a return holds up the thread to which the pool moves, and nothing else
  /// would do: what it is about to write belongs to it until it is through.
  @Test(.enabled(if: MemoryBarrier.isAsymmetric))
  func aReturnThatIsUnderWayIsWaitedFor() throws {
    let worker = try Worker()
    for _ in 0..<20 {
      let pool = Box(try Pool(ScriptedTransport()))
      _ = try pool.value.rent(1)
      let list = pool.value.core.pointee.list(SizeClass.index(for: 1))
      let busy = list.busy(pool.value.bias & (OwnerFreeList.biasLimit - 1))
      // As a return begins.
      busy.pointee.store(true, ordering: .relaxed)
      let hasMoved = Flag()
      worker.start {
        _ = try pool.value.rent(1)
        hasMoved.set()
      }
      while list.storage.pointee.bias.load(ordering: .acquiring) != 0 { Processors.yield() }
      // Time enough for a thread that does not wait.
      for _ in 0..<1_000 { Processors.yield() }
      #expect(!hasMoved.isSet)
      busy.pointee.store(false, ordering: .releasing)
      try worker.wait()
      #expect(pool.value.checkedStatistics().allocated == 1)
    }
  }

  /// The first thread is preferred at once and others after a while; after too many moves nobody, as long as
  /// something is out.
  @Test(arguments: [false, true])
  func aPoolSettlesWhereItIs(whileSomethingIsOut: Bool) throws {
    let worker = try Worker()
    let pool = Box(try Pool(ScriptedTransport()))
    let out = whileSomethingIsOut ? try pool.value.rent(1) : Message()
    _ = try pool.value.rent(1)
    #expect((pool.value.bias != 0) == MemoryBarrier.isAsymmetric)
    for move in 1...10 {
      let biases = Box<[UInt]>([])
      let settle: @Sendable () throws -> Void = {
        _ = try pool.value.rent(1)
        biases.value.append(pool.value.bias)
        for _ in 0..<Self.probation { _ = try pool.value.rent(1) }
        biases.value.append(pool.value.bias)
      }
      if move % 2 == 1 { try worker.run(settle) } else { try settle() }
      #expect(biases.value[0] == 0)
      let settles = !whileSomethingIsOut || move < OwnerFreeList.biasLimit
      #expect((biases.value[1] != 0) == (MemoryBarrier.isAsymmetric && settles))
    }
    let statistics = pool.value.checkedStatistics()
    let buffers = whileSomethingIsOut ? 2 : 1
    #expect(statistics.allocated == buffers && statistics.misses == buffers)
    #expect(out.count == buffers - 1)
  }

  /// A thread's messages.
  private final class Seat: @unchecked Sendable {
    private var messages: [Kept<ScriptedTransport>] = []
    private(set) var defects = 0
    private var rents: UInt64 = 0

    /// Rents and drops, and keeps a few.
    func rent(_ count: Int, from pool: inout Pool<ScriptedTransport>) throws {
      for number in 0..<count {
        let message = try pool.rent(unsafeUninitializedSize: Stamp.size) { _ in }
        guard message.lease != nil else { continue }
        rents += 1
        if !Stamp.claim(message, for: rents) { defects += 1 }
        messages.append(Kept(message))
        if number % 5 != 0 || messages.count > limit / 3 { drop(messages.removeLast()) }
      }
    }

    func dropAll() {
      while let message = messages.popLast() { drop(message) }
    }

    private func drop(_ message: Kept<ScriptedTransport>) {
      if !Stamp.release(message.message) { defects += 1 }
    }
  }
}
