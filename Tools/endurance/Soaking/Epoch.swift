/// A number of messages that are sent one way and received one way, and what becomes of the sockets afterwards.
struct Epoch: Sendable {
  enum Sending: CaseIterable { case message, bytes, attempt, pooled, sharedPool, async, asyncPooled }

  enum Receiving: CaseIterable { case message, reusing, memory, attempt, pool, sharedPool, async }

  enum Ending: CaseIterable {
    /// They go on.
    case keep
    /// The sender disconnects and connects again.
    case reconnect
    /// There are new ones.
    case renew
    /// As before, but the sender closes without waiting for the last message to be received.
    case abrupt
  }

  let numbers: Range<Int>
  let sending: Sending
  let receiving: Receiving
  let ending: Ending
  /// Decides on pauses.
  let seed: UInt64

  init(from first: Int, atMost most: Int, canReconnect: Bool, using generator: inout FuzzGenerator) {
    // A run that has become long spends its time on messages rather than on ends of epochs.
    let longest = max(15, Int.bitWidth - first.leadingZeroBitCount - 6)
    let count = 1 + generator.below(1 << (4 + generator.below(longest - 3)))
    numbers = first..<first + min(count, most)
    sending = generator.choice(Sending.allCases)
    receiving = generator.choice(Receiving.allCases)
    let ending = generator.choice(Ending.allCases)
    self.ending = ending == .reconnect && !canReconnect ? .renew : ending
    seed = generator.next()
  }
}

/// Pauses at random, mostly short ones.
struct Pace {
  private var generator: FuzzGenerator
  private var left = 0

  init(seed: UInt64, of side: Int) { generator = FuzzGenerator(seed: seed, number: side) }

  /// The microseconds to pause after a message; `nil` for none.
  mutating func pause() -> Int? {
    left -= 1
    guard left < 0 else { return nil }
    left = 1 + generator.below(5_000)
    return generator.oneIn(2) ? 0 : generator.below(2_000)
  }
}

extension Epoch: CustomStringConvertible {
  var description: String {
    "epoch \(numbers), sent by \(sending), received by \(receiving), then \(ending)"
  }
}
