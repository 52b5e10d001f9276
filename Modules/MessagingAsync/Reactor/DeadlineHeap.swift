/// Waits by deadline: a binary heap in which each knows its position, so that a wait that ends before its deadline
/// leaves at once.
///
/// Its order: no wait has an earlier deadline than its parent, which is at `(index - 1) / 2`.
struct DeadlineHeap {
  private var waiters: [Waiter] = []

  /// The one with the earliest deadline.
  var first: Waiter? { waiters.first }

  /// Adds a wait, which has a deadline.
  ///
  /// - Complexity: O(log n).
  mutating func insert(_ waiter: Waiter) {
    waiters.append(waiter)
    waiter.heapIndex = waiters.count - 1
    moveUp(from: waiters.count - 1)
  }

  /// Takes a wait out, if it is there.
  ///
  /// - Complexity: O(log n).
  mutating func remove(_ waiter: Waiter) {
    guard let index = waiter.heapIndex else { return }
    waiter.heapIndex = nil
    let last = waiters.removeLast()
    guard index < waiters.count else { return }
    place(last, at: index)
    moveUp(from: index)
    moveDown(from: last.heapIndex!)
  }

  private func isEarlier(_ one: Int, than other: Int) -> Bool {
    waiters[one].deadline! < waiters[other].deadline!
  }

  private mutating func place(_ waiter: Waiter, at index: Int) {
    waiters[index] = waiter
    waiter.heapIndex = index
  }

  private mutating func exchange(_ one: Int, _ other: Int) {
    let waiter = waiters[one]
    place(waiters[other], at: one)
    place(waiter, at: other)
  }

  private mutating func moveUp(from start: Int) {
    var index = start
    while index > 0, isEarlier(index, than: (index - 1) / 2) {
      exchange(index, (index - 1) / 2)
      index = (index - 1) / 2
    }
  }

  private mutating func moveDown(from start: Int) {
    var index = start
    while true {
      var earliest = index
      for child in [2 * index + 1, 2 * index + 2]
      where child < waiters.count && isEarlier(child, than: earliest) {
        earliest = child
      }
      guard earliest != index else { return }
      exchange(index, earliest)
      index = earliest
    }
  }
}
