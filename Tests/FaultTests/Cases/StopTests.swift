import Foundation
import Messaging
import TestSupport
import Testing

extension Faults {
  /// A consumer stops for some time, without going. In processes of their own, whose memory is looked at.
  @Suite struct StopTests {
    private static var duration: Duration { TestRun.choose(thorough: .seconds(10), brief: .seconds(1)) }
    private static let letterSize = 60_000
    /// What a process may take for other reasons while a consumer is stopped: much less than what is sent meanwhile.
    private static let tolerance = 24 << 20

    @Test(arguments: Subject.all.indices) func pushingWaits(_ index: Int) async {
      await #expect(processExitsWith: .success) { [index] in
        tellingFailure {
          let subject = Subject.all[index]
          try StopTests.stopPuller(on: subject.make(), at: subject.address)
        }
      }
    }

    private static func stopPuller<T: ExposedTransport>(on transport: T, at address: String) throws {
      var push = try transport.socket(.push)
      let endpoint = try push.bind(address)
      let consumer = try Child.faultPeer(["receive", T.name, "pull", endpoint])
      defer { consumer.signal(SIGCONT) }
      var number = 0
      func sendNext(until deadline: Deadline) throws {
        try push.send(Letter(from: 0, number: number, size: letterSize), deadline: deadline)
        number += 1
      }
      for _ in 0..<50 { try sendNext(until: soon) }
      consumer.signal(SIGSTOP)
      try awaitTimeout { while true { try sendNext(until: .after(.milliseconds(300))) } }

      let before = try ProcessState.residentBytes
      let end = Deadline.after(duration)
      while end.remaining != .zero {
        try awaitTimeout { while true { try sendNext(until: .after(.milliseconds(100))) } }
      }
      // Another one is served meanwhile.
      var other = try transport.socket(.pull)
      try other.connect(endpoint)
      var served = 0
      while served < 100 {
        try push.send(Letter(from: 1, number: served, size: letterSize), deadline: soon)
        let letter = try other.receive(deadline: soon).withUnsafeBytes { try Letter($0) }
        try check(letter.sender == 1 && letter.number == served)
        served += 1
      }
      try check(ProcessState.residentBytes < before + tolerance)

      // From now on letters go to both.
      consumer.signal(SIGCONT)
      var others: Set<Int> = []
      func receiveOthers() throws {
        while let message = try other.tryReceive() {
          guard !message.isEmpty else { continue }
          try check(others.insert(message.withUnsafeBytes { try Letter($0) }.number).inserted)
        }
      }
      try consumer.explaining {
        for _ in 0..<50 { try sendNext(until: soon) }
        try check(
          eventually {
            // There may be no room before others are received.
            try awaitTimeout { try push.send([], deadline: .after(.milliseconds(100))) }
            try receiveOthers()
            return !consumer.process.isRunning
          })
      }
      let account = try consumer.report().ledger[0]!
      let received = Set(account.first...account.last).subtracting(account.missing)
      try check(
        eventually {
          try receiveOthers()
          return received.count + others.count == number
        }, "\(account), and \(others) elsewhere, of \(number)")
      try check(received.union(others) == Set(0..<number) && account.overtaken == 0)
    }

    @Test(arguments: Subject.all.indices) func publishingDrops(_ index: Int) async {
      await #expect(processExitsWith: .success) { [index] in
        tellingFailure {
          let subject = Subject.all[index]
          try StopTests.stopSubscriber(on: subject.make(), at: subject.address)
        }
      }
    }

    private static func stopSubscriber<T: ExposedTransport>(on transport: T, at address: String) throws {
      // libzmq learns of what was read in halves of a queue, and looks for it once in a millisecond: with a short one it drops for a
      // subscriber that keeps up.
      let queue = 1_000
      let size = 6_000
      var publisher = try transport.socket(.publish, queue: queue)
      let endpoint = try publisher.bind(address)
      var other = try transport.socket(.subscribe, queue: queue)
      try other.connect(endpoint)
      let consumer = try Child.faultPeer(["receive", T.name, "subscribe", endpoint])
      defer { consumer.signal(SIGCONT) }
      var number = 0
      /// Publishes a letter that the other subscriber has to get.
      func publish() throws {
        try publisher.send(Letter(from: 0, number: number, size: size), deadline: soon)
        let letter = try other.receive(deadline: soon).withUnsafeBytes { try Letter($0) }
        try check(letter.number == number)
        number += 1
      }
      // Until both subscriptions are there.
      try check(
        eventually {
          try publisher.send(Letter(from: 1, number: number, size: size), deadline: soon)
          number += 1
          return try other.waitToReceive(deadline: .after(.milliseconds(20)))
        })
      while try other.waitToReceive(deadline: .after(.milliseconds(200))) { _ = try other.tryReceive() }
      number = 0
      try check(
        eventually {
          try publish()
          return consumer.hasSaid("receiving")
        })

      consumer.signal(SIGSTOP)
      for _ in 0..<4 * queue { try publish() }
      let before = try ProcessState.residentBytes
      let end = Deadline.after(duration)
      while end.remaining != .zero { try publish() }
      try check(ProcessState.residentBytes < before + tolerance)

      consumer.signal(SIGCONT)
      // The first of these may be dropped as well.
      try check(
        eventually {
          try publisher.send([], deadline: soon)
          return !consumer.process.isRunning
        })
      let account = try consumer.report().ledger[0]!
      try check(account.overtaken == 0)
      // Nothing but what the queues and the system held came.
      try check(!account.missing.isEmpty || account.last < number - 1)
    }

    /// Does something that a deadline may end.
    private static func awaitTimeout(_ body: () throws -> Void) throws {
      do { try body() } catch let error as MessagingError { try check(error.code == .timedOut, "\(error)") }
    }
  }
}
