/// A small generator whose sequence depends on its seed alone, on every platform.
///
/// Sebastiano Vigna's SplitMix64.
struct SplitMix64: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// The numbers below `count` in random order.
  mutating func permutation(_ count: Int) -> [Int] {
    // Not the library's `shuffle`, whose use of the generator may change.
    var numbers = Array(0..<count)
    for last in numbers.indices.reversed().dropLast() {
      numbers.swapAt(last, index(below: last + 1))
    }
    return numbers
  }

  /// A number below `bound`, each with the same probability.
  mutating func index(below bound: Int) -> Int {
    let bound = UInt64(bound)
    // Lemire's method: numbers of which there are more than of others are thrown away.
    var product = next().multipliedFullWidth(by: bound)
    while product.low < (0 &- bound) % bound { product = next().multipliedFullWidth(by: bound) }
    return Int(product.high)
  }
}
