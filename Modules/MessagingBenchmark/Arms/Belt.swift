internal import POSIXSupport
public import Synchronization

/// A bounded queue from one thread to one other, for arms without sockets: what is measured is what the two ends do, so
/// the belt costs little and the same for all.
///
/// Each end tells the other how far it is only once in a while, so that the cache line for that seldom changes
/// hands; an end that has to wait, or ends its batch, tells at once.
public final class Belt<Element: ~Copyable>: @unchecked Sendable {
  @usableFromInline
  let slots: UnsafeMutableRawPointer
  /// How many elements were put on, taken off, and whether the belt stopped, each on a line of its own.
  @usableFromInline
  let counts: UnsafeMutablePointer<Count>

  @usableFromInline
  static var capacity: Int { 1_024 }

  @usableFromInline
  static var interval: Int { 32 }

  @usableFromInline
  struct Count: ~Copyable {
    @usableFromInline
    let value = Atomic<Int>(0)
    private let padding1 = (0, 0, 0, 0, 0, 0, 0)
    private let padding2 = (0, 0, 0, 0, 0, 0, 0, 0)
  }

  /// The distance between two elements: larger ones begin on a cache line, so that what has no meaning in one of
  /// them, such as the library's part of a rented message, does not travel.
  @inlinable
  static var stride: Int {
    let stride = MemoryLayout<Element>.stride
    return stride <= 32 ? stride : (stride + 63) & ~63
  }

  @inlinable
  func slot(_ position: Int) -> UnsafeMutablePointer<Element> {
    (slots + (position & (Self.capacity &- 1)) &* Self.stride).assumingMemoryBound(to: Element.self)
  }

  @usableFromInline
  init() {
    slots = .allocate(byteCount: Self.capacity * Self.stride, alignment: 64)
    counts = .allocate(capacity: 3)
    for index in 0..<3 { (counts + index).initialize(to: Count()) }
  }

  deinit {
    let put = counts[0].value.load(ordering: .acquiring)
    let taken = counts[1].value.load(ordering: .acquiring)
    for position in taken..<put { _ = slot(position).move() }
    slots.deallocate()
    counts.deinitialize(count: 3)
    counts.deallocate()
  }

  /// Ends both ends' waiting, with an error.
  func stop() { counts[2].value.store(1, ordering: .releasing) }

  /// Waits until a count is beyond a position.
  @usableFromInline
  @inline(never)
  func wait(_ count: Int, beyond position: Int) throws(BeltStopped) -> Int {
    var looks = 0
    while true {
      let value = counts[count].value.load(ordering: .acquiring)
      if value > position { return value }
      if counts[2].value.load(ordering: .relaxed) != 0 { throw BeltStopped() }
      looks += 1
      if looks.isMultiple(of: 64) { Processors.yield() }
    }
  }

  /// The end that puts elements on, for one batch. Tells how far it is when it ends, also by an error: what the belt still
  /// has depends on it.
  @usableFromInline
  struct Writer {
    @usableFromInline
    let belt: Belt
    @usableFromInline
    var position: Int
    @usableFromInline
    var limit: Int

    @inlinable
    init(_ belt: Belt) {
      self.belt = belt
      position = belt.counts[0].value.load(ordering: .relaxed)
      limit = belt.counts[1].value.load(ordering: .acquiring) &+ Belt.capacity
    }

    @inlinable
    mutating func put(_ element: consuming Element) throws(BeltStopped) {
      if position == limit {
        tell()
        limit = try belt.wait(1, beyond: position &- Belt.capacity) &+ Belt.capacity
      }
      belt.slot(position).initialize(to: element)
      position &+= 1
      if position & (Belt.interval &- 1) == 0 { tell() }
    }

    /// Tells the other end how far this one is.
    @inlinable
    func tell() { belt.counts[0].value.store(position, ordering: .releasing) }
  }

  /// The end that takes elements off, for one batch. Tells how far it is when it ends, as ``Writer`` does.
  @usableFromInline
  struct Reader {
    @usableFromInline
    let belt: Belt
    @usableFromInline
    var position: Int
    @usableFromInline
    var limit: Int

    @inlinable
    init(_ belt: Belt) {
      self.belt = belt
      position = belt.counts[1].value.load(ordering: .relaxed)
      limit = position
    }

    @inlinable
    mutating func take() throws(BeltStopped) -> Element {
      if position == limit {
        tell()
        limit = try belt.wait(0, beyond: position)
      }
      let element = belt.slot(position).move()
      position &+= 1
      if position & (Belt.interval &- 1) == 0 { tell() }
      return element
    }

    /// Tells the other end how far this one is.
    @inlinable
    func tell() { belt.counts[1].value.store(position, ordering: .releasing) }
  }
}

/// The other end of a belt failed.
@usableFromInline
struct BeltStopped: Error {
  @usableFromInline
  init() {}
}
