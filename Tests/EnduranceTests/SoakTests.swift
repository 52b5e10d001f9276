import MessagingConformance
import TestSupport
import Testing

@testable import endurance

/// Some thousand messages on every transport and address; `./Tools/soak` sends more.
@Suite(.timeLimit(.minutes(10))) struct SoakTests {
  @Test(arguments: Set(SoakLane.all.map(\.transport)).sorted())
  func noMessageIsMissed(on transport: String) throws {
    let outcome = try endurance("soak", "--transport", transport, "--messages", "20000")
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.error)")
    let lines = outcome.output.split(separator: "\n")
    #expect(lines.count == SoakLane.all.count { $0.transport == transport })
    #expect(lines.allSatisfy { $0.hasSuffix(", sound") })
  }

  // MARK: Accounts

  @Test func whatComesInOrderIsSound() {
    var tally = SoakTally(sizes: sizes)
    for number in 0..<10 { note(number, in: &tally) }
    #expect(tally.isSound)
    #expect(tally.received == 10)
    #expect(tally.bytes == (0..<10).reduce(0) { $0 + sizes.size(of: $1) })
  }

  @Test func whatIsMissedIsLost() {
    var tally = SoakTally(sizes: sizes)
    note(0, in: &tally)
    note(3, in: &tally)
    #expect(tally.lost == 2)
    tally.giveUp(until: 10, isInWindow: false)
    #expect(tally.lost == 8)
    #expect(!tally.isSound)
    tally.giveUp(until: 15, isInWindow: true)
    #expect(tally.lost == 8)
    #expect(tally.lostInWindow == 5)
  }

  @Test func whatComesTwiceIsDuplicated() {
    var tally = SoakTally(sizes: sizes)
    for number in [0, 1, 2, 1] { note(number, in: &tally) }
    #expect(tally.duplicated == 1)
    #expect(!tally.isSound)
  }

  @Test func whatHasOtherBytesIsAltered() {
    var tally = SoakTally(sizes: sizes)
    var bytes = Payload(0).bytes(size: sizes.size(of: 0))
    bytes[bytes.count - 1] ^= 1
    bytes.withUnsafeBytes { tally.note($0, of: 0..<10) }
    #expect(tally.altered == 1)
    // Its number is not one that was sent.
    Payload(77).bytes(size: 16).withUnsafeBytes { tally.note($0, of: 0..<10) }
    #expect(tally.altered == 2)
    #expect(!tally.isSound)
  }

  private let sizes = MessageSizes(seed: 1)

  private func note(_ number: Int, in tally: inout SoakTally) {
    Payload(number).bytes(size: sizes.size(of: number)).withUnsafeBytes { tally.note($0, of: 0..<100) }
  }

  // MARK: Memory

  @Test func memoryThatStaysIsFlat() throws {
    var trend = MemoryTrend()
    for index in 0..<1_000 {
      trend.note(resident: 100_000_000 + index * 7_919 % 1_000_000, after: index * 1_000)
    }
    #expect(try #require(trend.summary).isFlat)
  }

  @Test func memoryThatGrowsIsNot() throws {
    var trend = MemoryTrend()
    for index in 0..<1_000 {
      trend.note(
        resident: 100_000_000 + index * 100_000 + index * 7_919 % 1_000_000, after: index * 1_000)
    }
    let summary = try #require(trend.summary)
    #expect(!summary.isFlat)
    #expect(summary.rise > 50_000_000 && summary.rise < 80_000_000)
  }

  /// Early in a run there are more samples for as many messages, and growth there is what a start needs.
  @Test func growthInManySamplesAtTheStartIsFlat() throws {
    var trend = MemoryTrend()
    for index in 0..<1_000 {
      trend.note(resident: 100_000_000 + min(index, 500) * 100_000, after: index * index)
    }
    #expect(try #require(trend.summary).isFlat)
  }

  /// What grows in the first third is what a start needs.
  @Test func growthAtTheStartIsFlat() throws {
    var trend = MemoryTrend()
    for index in 0..<900 {
      trend.note(resident: 100_000_000 + min(index, 300) * 100_000, after: index)
    }
    #expect(try #require(trend.summary).isFlat)
  }
}
