/// All orders of the numbers below `count`.
package func permutations(of count: Int) -> [[Int]] {
  guard count > 0 else { return [[]] }
  return permutations(of: count - 1).flatMap { shorter in
    (0...shorter.count).map { place in
      var order = shorter
      order.insert(count - 1, at: place)
      return order
    }
  }
}
