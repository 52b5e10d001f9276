import Messaging
import POSIXSupport
import TestSupport
import Testing

@testable import InProcessTransport

/// Order and integrity over many messages, between threads.
@Suite struct StressTests {
  private let transport = InProcess()

  /// A size for each number: mostly small, sometimes beyond a slot.
  private static func size(of number: Int) -> Int { number % 17 == 0 ? 300 : 8 + number % 100 }

  @Test(arguments: [1, 4, 1_000])
  func `nothing is lost, doubled, reordered or altered`(limit: Int) throws {
    let count = limit == 1 ? manyMessages / 20 : manyMessages
    var push = try transport.socket(.push, options: limited(to: limit))
    let address = try push.bind("inproc://*")
    var pull = try transport.socket(.pull, options: limited(to: limit))
    try pull.connect(address)
    let sender = try JoinableThread(moving: push) { push in
      var push = push
      for number in 0..<count { try push.send(number: number, size: Self.size(of: number)) }
    }
    var message = Message<InProcess>()
    for number in 0..<count {
      try pull.receive(reusing: &message, deadline: soon)
      let isIntact =
        message.count == Self.size(of: number)
        && message.withUnsafeBytes { bytes in
          bytes.loadUnaligned(as: Int.self) == number
            && bytes.dropFirst(8).allSatisfy { $0 == UInt8(truncatingIfNeeded: number) }
        }
      guard isIntact else {
        Issue.record("message \(number) is not as it was sent")
        break
      }
    }
    try sender.join()
    #expect(try pull.tryReceive() == nil)
  }

  @Test func `many senders, many receivers`() throws {
    let senders = 4
    let receivers = 3
    let each = manyMessages / 10
    let transport = transport
    let deadline = soon
    let received = Counter()
    let pulls = try (0..<receivers).map { receiver -> Handle<[Int]> in
      var pull = try transport.socket(.pull, options: limited(to: 64))
      try pull.bind("inproc://sink-\(receiver)")
      return Handle(
        try JoinableThread(moving: pull) { pull in
          var pull = pull
          var last = [Int](repeating: -1, count: senders)
          var counts = [Int](repeating: 0, count: senders)
          while received.value < senders * each, deadline.remaining != .zero {
            guard let message = try pull.tryReceive() else { continue }
            received.increment()
            let number = message.withUnsafeBytes { $0.load(as: Int.self) }
            let sender = number / each
            // From one sender to one receiver the order holds.
            guard number > last[sender] else { return [] }
            last[sender] = number
            counts[sender] += 1
          }
          return counts
        })
    }
    let pushes = try (0..<senders).map { sender in
      Handle(
        try JoinableThread {
          var push = try transport.socket(.push, options: limited(to: 64))
          for receiver in 0..<receivers { try push.connect("inproc://sink-\(receiver)") }
          for number in 0..<each { try push.send(number: sender * each + number) }
        })
    }
    for push in pushes { try push.join() }
    var sums = [Int](repeating: 0, count: senders)
    for pull in pulls {
      let counts = try pull.join()
      try #require(counts.count == senders)
      for sender in 0..<senders { sums[sender] += counts[sender] }
    }
    #expect(sums == [Int](repeating: each, count: senders))
  }
}
