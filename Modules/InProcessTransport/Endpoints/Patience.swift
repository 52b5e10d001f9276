/// Whether a waiting thread yields its processor between two looks.
///
/// Where all processors are busy, the peer needs this one, and yielding lets it run at once. Where one is free,
/// yielding keeps both threads on this one, at ten times the cost of a message; sleeping would let the system
/// wake this thread on the other. Which it is shows only by trying: after a number of waits that yielding ended, one wait does
/// without, so that it ends in sleep. When yielding goes on being needed, the number doubles.
struct Patience {
  private static let leastLimit = 16
  private static let greatestLimit = 8_192

  private var yieldingWaits = 0
  private var limit = leastLimit

  /// Whether the wait that begins is to yield.
  mutating func beginsWait() -> Bool {
    guard yieldingWaits >= limit else { return true }
    yieldingWaits = 0
    limit = min(2 * limit, Self.greatestLimit)
    return false
  }

  /// Learns from a wait that found what it waited for.
  mutating func endsWait(afterYielding: Bool) {
    if afterYielding {
      yieldingWaits += 1
    } else {
      yieldingWaits = 0
      limit = Self.leastLimit
    }
  }
}
