/// What a peer says, in the pieces in which it says it, and how it ends.
struct Conversation: Hashable {
  enum Ending: CaseIterable, Hashable {
    /// It says that there is nothing more to come, and waits for the other side to end as well.
    case finish
    /// It hangs up.
    case hangUp
    /// It ends with an error.
    case abort
  }

  /// A greeting, a command, a frame: each begins with what its protocol has in front of it, such as a length.
  var pieces: [[UInt8]]
  var ending = Ending.finish

  /// How many bytes it has.
  var count: Int { pieces.reduce(0) { $0 + $1.count } }
}

/// A number as protocols have it: its most significant byte first.
func bigEndian<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
  withUnsafeBytes(of: number.bigEndian) { [UInt8]($0) }
}
