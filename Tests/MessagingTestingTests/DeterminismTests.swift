import Messaging
import MessagingTesting
import POSIXSupport
import TestSupport
import Testing

/// The same seed and the same traffic have the same faults.
@Suite struct DeterminismTests {
  /// What a run did, and what arrived of each sender's.
  struct Outcome: Equatable {
    var record: [InjectedFault] = []
    var arrivals: [String: [String]] = [:]
  }

  /// Three senders send their messages to one receiver, each by a thread of its own or one after the other.
  private func run(seed: UInt64, inThreads: Bool) throws -> Outcome {
    let transport = try FaultyInProcess(
      .drop(.random(0.1)), .duplicate(.random(0.1)), .reorder(.random(0.1), behind: 3),
      .disconnect(after: .random(0.02), inFlight: .kept), seed: seed)
    var pull = try transport.socket(.pull)
    try pull.bind("inproc://pull")
    var threads: [Handle<Void>] = []
    for name in ["a", "b", "c"] {
      var push = try transport.socket(.push)
      try push.connect("inproc://pull")
      let thread = Handle(
        try JoinableThread(moving: push) { push in
          var push = push
          for number in 1...300 { try push.send("\(name)\(number)", deadline: soon) }
        })
      if inThreads { threads.append(thread) } else { try thread.join() }
    }
    var texts: [String] = []
    // While they send, if they do.
    for _ in 1...100 where inThreads { texts += try pull.arrivals() }
    for thread in threads { try thread.join() }
    texts += try pull.arrivals()
    return Outcome(record: transport.record, arrivals: Dictionary(grouping: texts) { String($0.prefix(1)) })
  }

  @Test func threadsDoNotMatter() throws {
    let expected = try run(seed: 1, inThreads: false)
    #expect(expected.record.count > 100)
    #expect(Set(expected.record.map(\.connection)) == [1, 2, 3])
    for _ in 1...5 { #expect(try run(seed: 1, inThreads: true) == expected) }
  }

  @Test func seedsMatter() throws {
    let records = try (1...3).map { try run(seed: $0, inThreads: false).record }
    #expect(Set(records).count == 3)
  }

  @Test func connectionsDiffer() throws {
    let record = try run(seed: 1, inThreads: false).record
    let numbers = (1...3).map { connection in record.filter { $0.connection == connection }.map(\.number) }
    #expect(Set(numbers).count == 3)
  }

  /// Written down, so that a seed means the same in every process and on every machine.
  @Test func seedIsForEver() throws {
    let transport = try faulty(.drop(.random(0.1)), seed: 42)
    var pull = try transport.socket(.pull)
    try pull.bind("inproc://pull")
    var push = try transport.socket(.push)
    try push.connect("inproc://pull")
    for number in 1...60 { try push.send("\(number)") }
    #expect(transport.record.map(\.number) == [2, 7, 10, 26, 39, 50, 60])
  }
}
