/// The order of the arms in each round: the rows of random Latin squares.
///
/// In as many rounds as there are arms, each arm comes once at each place, so that no arm has the benefit or the harm
/// of a place. The order depends on the seed alone.
struct RoundOrder {
  private let arms: Int
  private var generator: SplitMix64
  private var rows: [[Int]] = []

  init(arms: Int, generator: SplitMix64) {
    self.arms = arms
    self.generator = generator
  }

  /// The arms' numbers in the order of the next round.
  mutating func next() -> [Int] {
    if rows.isEmpty { rows = square() }
    return rows.removeLast()
  }

  /// The cyclic square with its rows, columns and symbols permuted.
  private mutating func square() -> [[Int]] {
    let rows = generator.permutation(arms)
    let columns = generator.permutation(arms)
    let symbols = generator.permutation(arms)
    return rows.map { row in columns.map { column in symbols[(row + column) % arms] } }
  }
}
