/// Random numbers that depend on what they are drawn for alone, not on those that were drawn before.
enum SeededRandom {
  /// A number from 0 up to, but not including, 1: the same for the same keys.
  static func draw(_ keys: UInt64...) -> Double {
    // The 53 bits that a Double holds exactly.
    Double(hash(keys) >> 11) * 0x1p-53
  }

  /// Keys in one, the same in every process.
  static func hash(_ keys: some Sequence<UInt64>) -> UInt64 {
    keys.reduce(0) { mix($0 &+ 0x9E37_79B9_7F4A_7C15 ^ mix($1)) }
  }

  /// Text as a key.
  static func key(_ text: String) -> UInt64 { hash(text.utf8.lazy.map { UInt64($0) + 1 }) }

  /// Sebastiano Vigna's SplitMix64, one step from `state`.
  private static func mix(_ state: UInt64) -> UInt64 {
    var mixed = state &+ 0x9E37_79B9_7F4A_7C15
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
