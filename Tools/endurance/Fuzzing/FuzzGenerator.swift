/// Where an input takes its choices from: a seed and the input's number. The same choices make the same input.
struct FuzzGenerator: RandomNumberGenerator {
  private var state: UInt64
  /// The input's number.
  let inputNumber: Int

  init(seed: UInt64, number: Int) {
    inputNumber = number
    state = seed
    state = next() ^ UInt64(bitPattern: Int64(number))
  }

  /// Steele's SplitMix64, whose numbers differ thoroughly also where seeds hardly do.
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }

  // MARK: Choices

  mutating func below(_ bound: Int) -> Int { bound > 0 ? Int.random(in: 0..<bound, using: &self) : 0 }

  mutating func oneIn(_ count: Int) -> Bool { below(count) == 0 }

  mutating func choice<Element>(_ elements: [Element]) -> Element { elements[below(elements.count)] }

  mutating func bytes(_ count: Int) -> [UInt8] { (0..<count).map { _ in UInt8(below(256)) } }

  /// A number that is more often one at which something changes than any other.
  mutating func number() -> Int {
    switch below(4) {
    case 0: return choice([0, 1, -1, 2, 7, 8, 255, 256, 65_535, 65_536, .max, .min])
    case 1: return choice([Int(Int32.max), Int(Int32.min), 1 << 31, 1 << 32]) + below(3) - 1
    case 2: return below(1_024)
    default: return Int(truncatingIfNeeded: next() >> UInt64(below(64)))
    }
  }
}
