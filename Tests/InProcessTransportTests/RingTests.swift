import Messaging
import Testing

@testable import InProcessTransport

@Suite struct RingTests {
  /// The two sides of one ring, on one thread.
  private final class Sides {
    var outlet: Outlet
    var inlet: Inlet

    init(limit: Int) throws {
      let sender = Mailbox(role: .push, options: limited(to: limit))
      let receiver = Mailbox(role: .pull, options: limited(to: limit))
      let link = try #require(Link(from: sender, to: receiver, name: "ring"))
      let ring = try #require(link.outgoing(of: sender))
      outlet = Outlet(ring, of: link, to: receiver)
      inlet = Inlet(ring, of: link, from: sender)
    }

    func hasRoom() -> Bool { outlet.hasRoom }

    func put(_ value: UInt32) {
      withUnsafeBytes(of: value) { outlet.put(inline: $0) }
    }

    func take() -> UInt32? {
      guard let message = inlet.next else { return nil }
      defer { inlet.consume() }
      return message.bytes.load(as: UInt32.self)
    }
  }

  @Test(arguments: [(1, 1), (2, 2), (3, 4), (1_000, 1_024), (1_024, 1_024)])
  func `the limit is rounded up to a power of two`(limit: Int, capacity: Int) throws {
    let sides = try Sides(limit: limit)
    for value in 0..<capacity {
      #expect(sides.hasRoom())
      sides.put(UInt32(value))
    }
    #expect(!sides.hasRoom())
    #expect(sides.take() == 0)
    #expect(sides.hasRoom())
  }

  @Test(arguments: [1, 2, 8])
  func `order holds around many laps, at every fill level`(limit: Int) throws {
    let sides = try Sides(limit: limit)
    var sent: UInt32 = 0
    var received: UInt32 = 0
    for round in 0..<1_000 {
      for _ in 0...(round % limit) where sides.outlet.hasRoom {
        sides.put(sent)
        sent += 1
      }
      for _ in 0...(round % 3) {
        guard let value = sides.take() else { break }
        #expect(value == received)
        received += 1
      }
    }
    while let value = sides.take() {
      #expect(value == received)
      received += 1
    }
    #expect(received == sent)
    #expect(sent > 300)
  }

  @Test func `a ring is exhausted once the producer finished and all was taken`() throws {
    let sides = try Sides(limit: 4)
    sides.put(1)
    sides.inlet.isEnding = true
    #expect(!sides.inlet.isExhausted)
    sides.outlet.finish()
    #expect(!sides.inlet.isExhausted)
    #expect(sides.take() == 1)
    #expect(sides.inlet.isExhausted)
  }

  @Test func `blocks left in a ring are freed with it`() throws {
    let size = 10_007
    do {
      let sides = try Sides(limit: 4)
      for _ in 0..<3 { sides.outlet.put(try #require(Block(count: size))) }
      expectBlocks(3, size: size)
      let first = try #require(sides.inlet.next?.block)
      sides.inlet.consume()
      first.release()
      expectBlocks(2, size: size)
    }
    expectBlocks(0, size: size)
  }
}
