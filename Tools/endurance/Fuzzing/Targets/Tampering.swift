/// One change to what goes by, at an offset.
struct Tampering {
  enum Change {
    case replace(UInt8)
    case flip(UInt8)
    case insert([UInt8])
    case remove(Int)
    /// Nothing goes by any more.
    case cut
  }

  let offset: Int
  let change: Change
  /// How many bytes went by.
  private var position = 0

  init(largestOffset: Int, using generator: inout FuzzGenerator) {
    offset = generator.below(largestOffset)
    switch generator.below(5) {
    case 0: change = .replace(generator.choice([0, 1, 0x7F, 0x80, 0xFF]))
    case 1: change = .flip(1 << generator.below(8))
    case 2: change = .insert(generator.bytes(1 + generator.below(64)))
    case 3: change = .remove(1 + generator.below(64))
    default: change = .cut
    }
  }

  /// Changes the next bytes.
  ///
  /// - Returns: Whether more may go by.
  mutating func apply(to bytes: inout [UInt8]) -> Bool {
    let start = position
    position += bytes.count
    guard offset < position else { return true }
    let index = offset - start
    switch change {
    case .replace(let byte): if index >= 0 { bytes[index] = byte }
    case .flip(let bits): if index >= 0 { bytes[index] ^= bits }
    case .insert(let more): if index >= 0 { bytes.insert(contentsOf: more, at: index) }
    case .remove(let count):
      // What is left to remove may lie in the bytes after these.
      let range = max(0, index)..<max(0, min(bytes.count, index + count))
      if !range.isEmpty { bytes.removeSubrange(range) }
    case .cut:
      bytes.removeLast(bytes.count - max(0, index))
      return false
    }
    return true
  }
}
