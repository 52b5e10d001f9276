import Testing

@testable import InProcessTransport

@Suite struct PrefixFilterTests {
  private func matches(_ prefixes: [[UInt8]], _ message: [UInt8]) -> Bool {
    message.withUnsafeBytes { PrefixFilter(prefixes).matches($0) }
  }

  @Test func `no prefix lets nothing through, the empty one everything`() {
    #expect(!matches([], []))
    #expect(!matches([], [1]))
    #expect(matches([[]], []))
    #expect(matches([[]], [1]))
    #expect(matches([[9], []], [1]))
  }

  @Test func `agrees with a search through all prefixes`() {
    var generator = SystemRandomNumberGenerator()
    func bytes(upTo count: Int) -> [UInt8] {
      (0..<Int.random(in: 0...count, using: &generator)).map { _ in
        [0, 1, 255].randomElement(using: &generator)!
      }
    }
    for _ in 0..<3_000 {
      let prefixes = (0..<Int.random(in: 0...12)).map { _ in bytes(upTo: 4) }
      let message = bytes(upTo: 6)
      let expected = prefixes.contains { message.starts(with: $0) }
      #expect(matches(prefixes, message) == expected, "\(prefixes) \(message)")
    }
  }

  @Test func `subscriptions to one prefix count`() {
    var subscriptions = Subscriptions()
    subscriptions.add([1])
    subscriptions.add([1])
    let removesOne = subscriptions.remove([1])
    #expect(removesOne && isWanted([1, 2], subscriptions))
    let removesOther = subscriptions.remove([1])
    #expect(removesOther && !isWanted([1, 2], subscriptions))
    let removesThird = subscriptions.remove([1])
    #expect(!removesThird)
  }

  private func isWanted(_ message: [UInt8], _ subscriptions: Subscriptions) -> Bool {
    var subscriptions = subscriptions
    let filter = subscriptions.filter
    return message.withUnsafeBytes { filter.matches($0) }
  }
}
