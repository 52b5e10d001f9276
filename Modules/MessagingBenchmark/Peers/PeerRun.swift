import Foundation
public import Synchronization

/// What a role has to move, and how far it is. One thread moves messages; any thread may ask.
@usableFromInline
final class PeerRun: @unchecked Sendable {
  /// The size of each message in bytes.
  @usableFromInline
  let size: Int

  /// The numbers of the messages or round trips, from 1.
  @usableFromInline
  let numbers: Range<Int>

  /// `size` bytes to send from or to receive into, with the content that nanomsg's programs send.
  @usableFromInline
  let bytes: UnsafeMutableRawBufferPointer

  /// What the other side does.
  let counterpart: PeerRole

  /// How long nothing may go through.
  let patience: Duration

  /// The number of the last message that went through, 0 for none.
  @usableFromInline
  let last = Atomic<Int>(0)

  private let hasEnded = Atomic<Bool>(false)

  init(_ role: PeerRole, size: Int, count: Int, patience: Duration) {
    counterpart = role.counterpart
    self.size = size
    self.patience = patience
    numbers = 1..<count + 1
    bytes = .allocate(byteCount: size, alignment: 64)
    bytes.initializeMemory(as: UInt8.self, repeating: 0x6F)
  }

  deinit { bytes.deallocate() }

  /// Notes that a message went through.
  @inlinable
  func note(_ number: Int) { last.store(number, ordering: .relaxed) }

  /// Makes sure that a message has the size that was agreed on, and notes that it went through.
  @inlinable
  func check(_ count: Int, number: Int) throws(DeliveryError) {
    guard count == size else {
      throw .wrongSize(number: UInt64(number), expected: size, found: count)
    }
    note(number)
  }

  /// Keeps the connection for a second, as most of the programs do that send last. A peer whose connection ends while it is slower than the
  /// sender loses what it did not read yet: nanomsg, and libzmq over `ipc`.
  @usableFromInline
  func letPeerCatchUp() { Thread.sleep(forTimeInterval: min(1, patience / .seconds(2))) }
}

extension PeerRun {
  /// Has `onStall` called in another thread, with a line about it, when nothing goes through for too long; until
  /// ``end()``.
  func watch(onStall: @escaping @Sendable (String) -> Void) { watch(after: 0, since: .now, onStall) }

  /// Ends the watch.
  func end() { hasEnded.store(true, ordering: .relaxed) }

  /// - Parameter number: The message that went through last, as far as known, at the latest at `moment`.
  private func watch(
    after number: Int, since moment: ContinuousClock.Instant, _ onStall: @escaping @Sendable (String) -> Void
  ) {
    let pause = DispatchTimeInterval.microseconds(Int(patience / .microseconds(20)))
    DispatchQueue.global().asyncAfter(deadline: .now() + pause) { [self] in
      guard !hasEnded.load(ordering: .relaxed) else { return }
      let last = last.load(ordering: .relaxed)
      if last != number {
        watch(after: last, since: .now, onStall)
      } else if .now - moment < patience {
        watch(after: number, since: moment, onStall)
      } else {
        onStall(stall(after: number))
      }
    }
  }

  private func stall(after number: Int) -> String {
    let time = String(format: "%g s", patience / .seconds(1))
    let other = "the \(counterpart.name) on the other side"
    return switch number {
    case 0:
      "nothing went through within \(time): the other side is a \(counterpart.name) with the same size and count"
    case numbers.last: "the last messages were not taken within \(time): \(other) is not there, or went away"
    default:
      "nothing went through for \(time) after message \(number) of \(numbers.count): \(other) is not there, went away, or has another count"
    }
  }
}
