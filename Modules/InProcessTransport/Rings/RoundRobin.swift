/// A list whose elements take turns.
///
/// The elements are reached through ``subscript(_:)`` in place, without checks: the list has one owner, and
/// indices come from ``count`` and ``turn``.
struct RoundRobin<Element>: ~Copyable {
  private var elements: UnsafeMutablePointer<Element>
  private var capacity: Int
  private(set) var count = 0

  /// Whose turn it is: a valid index unless the list is empty.
  private(set) var turn = 0

  init() {
    capacity = 1
    elements = .allocate(capacity: capacity)
  }

  deinit {
    elements.deinitialize(count: count)
    elements.deallocate()
  }

  subscript(index: Int) -> Element {
    @inline(__always)
    unsafeAddress { UnsafePointer(elements + index) }
    @inline(__always)
    unsafeMutableAddress { elements + index }
  }

  /// The index after `index`, around.
  @inline(__always)
  func index(after index: Int) -> Int {
    let next = index &+ 1
    return next == count ? 0 : next
  }

  /// Ends the turn of the element at `index`, which had it in place of those before it.
  @inline(__always)
  mutating func endTurn(of index: Int) {
    turn = self.index(after: index)
  }

  /// Makes it the turn of the element at `index`.
  mutating func giveTurn(to index: Int) { turn = index }

  mutating func append(_ element: consuming Element) {
    if count == capacity { grow() }
    (elements + count).initialize(to: element)
    count += 1
  }

  /// Removes the element at `index`, keeping the order and the turn of the others.
  @discardableResult
  mutating func remove(at index: Int) -> Element {
    let element = (elements + index).move()
    count -= 1
    (elements + index).moveInitialize(from: elements + index + 1, count: count - index)
    if turn > index { turn -= 1 }
    if turn >= count { turn = 0 }
    return element
  }

  func firstIndex(where predicate: (Element) -> Bool) -> Int? {
    (0..<count).first { predicate(elements[$0]) }
  }

  private mutating func grow() {
    let larger = UnsafeMutablePointer<Element>.allocate(capacity: 2 * capacity)
    larger.moveInitialize(from: elements, count: count)
    elements.deallocate()
    elements = larger
    capacity *= 2
  }
}
