/// Who waits for which descriptor.
///
/// A descriptor for which somebody waits is armed in the reactor's queue, or about to be.
struct WaiterTable {
  /// By descriptor, which the system numbers from 0 on.
  private var lists: [[Waiter]] = []

  /// - Returns: Whether nobody waited for the descriptor before.
  mutating func insert(_ waiter: Waiter, for descriptor: Int32) -> Bool {
    let index = Int(descriptor)
    if index >= lists.count {
      lists.append(contentsOf: repeatElement([], count: index + 1 - lists.count))
    }
    lists[index].append(waiter)
    return lists[index].count == 1
  }

  /// Takes a wait out, if it is there.
  ///
  /// - Complexity: O(n) in the number of waits for the descriptor.
  mutating func remove(_ waiter: Waiter, for descriptor: Int32) {
    guard Int(descriptor) < lists.count else { return }
    // The one that ends is usually the last one: it is the only one, or all end.
    guard let index = lists[Int(descriptor)].lastIndex(where: { $0 === waiter }) else { return }
    lists[Int(descriptor)].remove(at: index)
  }

  /// One that waits for the descriptor.
  func last(for descriptor: Int32) -> Waiter? {
    Int(descriptor) < lists.count ? lists[Int(descriptor)].last : nil
  }
}
