extension Conversation {
  /// The most bytes that a conversation is made to have.
  static let largestCount = 256 << 10

  /// One of these conversations, altered, or as it is.
  static func altered(from seeds: [Conversation], using generator: inout FuzzGenerator) -> Conversation {
    var conversation = generator.choice(seeds)
    if !generator.oneIn(16) {
      for _ in 0..<1 + generator.below(4) { conversation.alter(with: seeds, using: &generator) }
    }
    if generator.oneIn(8) { conversation.split(using: &generator) }
    if generator.oneIn(4) { conversation.ending = generator.choice(Ending.allCases) }
    return conversation
  }

  private mutating func alter(with seeds: [Conversation], using generator: inout FuzzGenerator) {
    guard !pieces.isEmpty else { return pieces = [generator.bytes(generator.below(64))] }
    let index = generator.below(pieces.count)
    switch generator.below(13) {
    case 0: pieces[index].flipBit(using: &generator)
    case 1: pieces[index].replaceByte(using: &generator)
    case 2, 3: pieces[index].replaceNumber(using: &generator)
    case 4: pieces[index].removeLast(generator.below(pieces[index].count + 1))
    case 5:
      pieces[index].insert(
        contentsOf: generator.bytes(generator.below(32)), at: generator.below(pieces[index].count + 1))
    case 6: pieces[index].removeRange(using: &generator)
    case 7: pieces.insert(pieces[index], at: index)
    case 8: pieces.remove(at: index)
    case 9: pieces.swapAt(index, generator.below(pieces.count))
    case 10: splice(at: index, with: generator.choice(seeds), using: &generator)
    case 11: repeatPiece(index, using: &generator)
    default: pieces = [generator.bytes(generator.below(200))]
    }
  }

  private mutating func splice(at index: Int, with other: Conversation, using generator: inout FuzzGenerator)
  {
    pieces.removeSubrange(index...)
    pieces += other.pieces.dropFirst(generator.below(other.pieces.count + 1))
  }

  /// Many frames, or commands, of a kind.
  private mutating func repeatPiece(_ index: Int, using generator: inout FuzzGenerator) {
    let times = min(
      generator.choice([2, 10, 100, 1_000]), (Self.largestCount - count) / max(1, pieces[index].count))
    guard times > 0 else { return }
    pieces.insert(Array(repeatElement(pieces[index], count: times).joined()), at: index)
  }

  /// Says a piece byte by byte, as far as it is not too long for that.
  private mutating func split(using generator: inout FuzzGenerator) {
    guard !pieces.isEmpty else { return }
    let index = generator.below(pieces.count)
    let piece = pieces[index]
    pieces.replaceSubrange(
      index...index, with: piece.prefix(100).map { [$0] } + [Array(piece.dropFirst(100))])
  }
}

extension [UInt8] {
  fileprivate mutating func flipBit(using generator: inout FuzzGenerator) {
    guard !isEmpty else { return }
    self[generator.place(in: count)] ^= 1 << generator.below(8)
  }

  fileprivate mutating func replaceByte(using generator: inout FuzzGenerator) {
    guard !isEmpty else { return }
    let byte = UInt8(generator.below(256))
    self[generator.place(in: count)] = generator.choice([0, 1, 0x7F, 0x80, 0xFF, byte])
  }

  /// Puts another number where a length may be.
  fileprivate mutating func replaceNumber(using generator: inout FuzzGenerator) {
    let width = generator.choice([1, 4, 8])
    guard count >= width else { return }
    let start = Swift.min(generator.place(in: count), count - width)
    let number = generator.oneIn(2) ? generator.number() : count + generator.below(5) - 2
    replaceSubrange(start..<start + width, with: bigEndian(UInt64(truncatingIfNeeded: number)).suffix(width))
  }

  fileprivate mutating func removeRange(using generator: inout FuzzGenerator) {
    let start = generator.below(count + 1)
    removeSubrange(start..<start + generator.below(count - start + 1))
  }
}

extension FuzzGenerator {
  /// Where to alter a piece: its beginning is where lengths, flags and names are.
  fileprivate mutating func place(in count: Int) -> Int { below(oneIn(2) ? min(count, 12) : count) }
}
