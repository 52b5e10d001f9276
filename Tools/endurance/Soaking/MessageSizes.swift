import MessagingConformance

/// How large the message of a number is: mostly small, sometimes up to a megabyte, as the seed says.
struct MessageSizes: Sendable {
  let seed: UInt64

  func size(of number: Int) -> Int {
    var generator = FuzzGenerator(seed: seed, number: number)
    let choices = generator.next()
    let most =
      switch choices % 1_000 {
      case 0: 1 << 20
      case 1..<10: 64 << 10
      case 10..<100: 8 << 10
      default: 256
      }
    return Payload.numberedSize + Int(choices >> 10) % (most - Payload.numberedSize + 1)
  }
}
