/// What a pool did so far, and what it has.
///
/// `free + returning + outstanding == allocated`, and `hits + misses + rejected == rents`.
public struct PoolStatistics: Hashable, Sendable {
  /// How many messages were rented.
  public internal(set) var rents = 0

  /// How many of those got a buffer that was there.
  public internal(set) var hits = 0

  /// How many of those got a buffer that was allocated for them.
  public internal(set) var misses = 0

  /// How many of those got an ordinary message, because of the limits, of their size, or for lack of memory.
  public internal(set) var rejected = 0

  /// How many received messages' own memory the pool took over without copying.
  public internal(set) var takeovers = 0

  /// How many buffers came back.
  public var returns: Int { hits + misses + takeovers - outstanding - returning }

  /// How many buffers there are.
  public internal(set) var allocated = 0

  /// How many bytes they have.
  public internal(set) var allocatedBytes = 0

  /// The most buffers there were at once.
  public internal(set) var highWater = 0

  /// How many buffers can be rented at once.
  public internal(set) var free = 0

  /// How many other threads gave back since the pool last looked.
  public internal(set) var returning = 0

  /// How many are out: in messages, or handed over to a library that has not released them yet.
  public internal(set) var outstanding = 0
}
