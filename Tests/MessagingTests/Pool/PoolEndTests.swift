import Messaging
import MessagingConformance
import TestSupport
import Testing

/// A pool and its messages end in any order. The memory that a transport gave tells whether all was freed.
@Suite struct PoolEndTests {
  enum Step: CaseIterable {
    case endPool, dropHere, dropThere, send, sendLater
  }

  @Test func endingInEveryOrder() throws {
    let worker = try Worker()
    for order in Step.allCases.permutations {
      let leaked = try ScriptedTransport.expectingNoLeak {
        try end(LendingTransport(), in: order, with: worker)
        try end(GivingTransport(), in: order, with: worker)
      }
      #expect(leaked == 0, "\(order)")
    }
  }

  private func end<T: Scripted>(_ transport: T, in order: [Step], with worker: Worker) throws {
    var socket = try transport.socket(.pair)
    var pool = Optional.some(try Pool(transport, options: .with { $0.crossover = 0 }))
    var messages: [Step: Kept<T>] = [:]
    for step in Step.allCases where step != .endPool {
      messages[step] = Kept(pool!.keep(try Message(copying: [UInt8](repeating: 7, count: 99).span.bytes)))
    }
    for step in order {
      if let message = messages[step] {
        let isIntact = [UInt8](message.message) == [UInt8](repeating: 7, count: 99)
        #expect(isIntact)
      }
      switch step {
      case .endPool: pool = nil
      case .dropHere: messages[step]?.drop()
      case .dropThere: try worker.run { [message = messages[step]] in message?.drop() }
      case .send: try socket.send(messages[step]!.take())
      case .sendLater:
        transport.script.results = [.failure(ScriptedTransport.Number.wouldBlock)]
        #expect(socket.failureToSend(messages[step]!.take())?.code == .timedOut)
        var message = socket.reclaim()!
        #expect(try socket.trySend(&message))
      }
    }
    #expect(transport.script.sent == [[UInt8]](repeating: [UInt8](repeating: 7, count: 99), count: 2))
  }

  @Test func closingTellsWhatIsOut() throws {
    var pool = try Pool(ScriptedTransport())
    #expect(pool.leaks.isEmpty)
    let message = try pool.rent(10)
    let ordinary = try pool.rent(unsafeUninitializedSize: 16 << 20 + 1) { _ in }
    let leaks = pool.close()
    #expect(leaks.count == 1 && leaks.places.isEmpty && !leaks.isEmpty)
    #expect(leaks.description == "1 buffer is out")
    #expect(message.count + ordinary.count == 16 << 20 + 11)
  }

  /// The pool goes while the last of its messages do.
  @Test func endingWhileOthersReturn() throws {
    let workers = [try Worker(), try Worker()]
    let rounds = manyMessages / 100
    let leaked = try ScriptedTransport.expectingNoLeak {
      for round in 0..<rounds {
        var pool = try Pool(GivingTransport())
        let count = 1 + round % 7
        for worker in workers {
          let messages = try (0..<count).map { _ in Kept(pool.keep(try Message(size: 64))) }
          worker.start { for message in messages { message.drop() } }
        }
        let here = pool.keep(try Message(size: 64))
        if round % 2 == 0 { pool.close() } else { pool.trim() }
        #expect(here.count == 64)
        for worker in workers { try worker.wait() }
      }
    }
    #expect(leaked == 0)
  }

  /// The pool ends in a thread that never rented, while the one that did returns by plain writes.
  @Test func endingElsewhereWhileItsThreadReturns() throws {
    let home = try Worker()
    let rounds = manyMessages / 100
    let leaked = try ScriptedTransport.expectingNoLeak {
      let messages = Box<[Kept<GivingTransport>]>([])
      for round in 0..<rounds {
        let arrivals = Box((0...round % 20).map { _ in Kept(Message<GivingTransport>()) })
        for arrival in arrivals.value { arrival.message = try Message(size: 64) }
        let pool = Box<Pool?>(try Pool(GivingTransport()))
        try home.run { messages.value = arrivals.value.map { Kept(pool.value!.keep($0.take())) } }
        home.start { messages.value = [] }
        pool.value = nil
        try home.wait()
      }
    }
    #expect(leaked == 0)
  }
}
