import Foundation
import Messaging
import TestSupport
import Testing

#if ZeroMQ
  import ZeroMQTransport
#endif

extension Faults {
  /// A peer ends in the middle of a message, without a farewell. In processes of their own, whose descriptors are counted.
  @Suite struct KillTests {
    private static let size = 1 << 20

    @Test(arguments: Subject.all.indices) func writersLeaveWholeMessagesOnly(_ index: Int) async {
      await #expect(processExitsWith: .success) { [index] in
        tellingFailure {
          let subject = Subject.all[index]
          try KillTests.killWriters(on: subject.make(), at: subject.address)
        }
      }
    }

    private static func killWriters<T: ExposedTransport>(on transport: T, at address: String) throws {
      var pull = try transport.socket(.pull)
      let endpoint = try pull.bind(address)
      let ledger = try killWriters(["push", endpoint], transport: T.name) { wait in
        guard let message = try pull.receive(within: wait) else { return nil }
        return try message.withUnsafeBytes { try Letter($0) }
      }
      try check(ledger.accounts.values.allSatisfy { $0.first == 0 && $0.missing == [] })
    }

    #if ZeroMQ
      @Test(arguments: Subject.all.indices.filter { Subject.all[$0].transport == ZeroMQ.name })
      func writersLeaveWholeMessagesOfPartsOnly(_ index: Int) async {
        await #expect(processExitsWith: .success) { [index] in
          tellingFailure {
            try KillTests.killWritersOfParts(at: Subject.all[index].address)
          }
        }
      }

      private static func killWritersOfParts(at address: String) throws {
        var pull = try ZeroMQ().socket(.pull)
        let endpoint = try pull.bind(address)
        _ = try killWriters(["push", endpoint, "--parts"], transport: ZeroMQ.name) { wait in
          guard let part = try pull.receive(within: wait) else { return nil }
          var bytes = [UInt8](part)
          var count = 1
          while try pull.hasMoreParts {
            bytes += [UInt8](try pull.receive(deadline: soon))
            count += 1
          }
          try check(count == 3)
          return try bytes.withUnsafeBytes { try Letter($0) }
        }
      }
    #endif

    /// Kills one writer after the other.
    ///
    /// - Parameters:
    ///   - arguments: What to start a sending peer with, after the transport.
    ///   - receive: Receives a letter, waiting at most that long.
    private static func killWriters(
      _ arguments: [String], transport: String, receive: (Duration) throws -> Letter?
    ) throws -> Ledger {
      var ledger = Ledger()
      let before = try descriptorsAfterFirstChild()
      for cycle in 0..<TestRun.choose(thorough: 200, brief: 5) {
        let writer = try Child.faultPeer(
          ["send", transport] + arguments + ["--sender", "\(cycle)", "--size", "\(size)"])
        for _ in 0..<2 + cycle % 3 {
          guard let letter = try receive(.seconds(30)) else { throw Fault("no letter of writer \(cycle)") }
          try ledger.note(letter)
        }
        writer.end()
        // What was whole when it ended.
        while let letter = try receive(.milliseconds(50)) { try ledger.note(letter) }
        try check(ledger[cycle] != nil)
      }
      try check(eventually { try ProcessState.descriptors <= before })
      return ledger
    }

    @Test(arguments: Subject.all.indices) func readersDoNotDisturbAWriter(_ index: Int) async {
      await #expect(processExitsWith: .success) { [index] in
        tellingFailure {
          let subject = Subject.all[index]
          try KillTests.killReaders(on: subject.make(), at: subject.address)
        }
      }
    }

    private static func killReaders<T: ExposedTransport>(on transport: T, at address: String) throws {
      var push = try transport.socket(.push)
      let endpoint = try push.bind(address)
      let before = try descriptorsAfterFirstChild()
      var number = 0
      func read(_ count: Int) throws -> Child {
        let reader = try Child.faultPeer(["receive", T.name, "pull", endpoint])
        for _ in 0..<count {
          try push.send(Letter(from: 0, number: number, size: size), deadline: soon)
          number += 1
        }
        return reader
      }
      for _ in 0..<TestRun.choose(thorough: 200, brief: 5) { try read(20).end() }
      // The last reader's pipes are closed with it.
      do {
        let reader = try read(20)
        try push.send([], deadline: soon)
        let account = try reader.report().ledger[0]
        try check(account?.missing == [] && account?.last == number - 1)
      }
      try check(eventually { try ProcessState.descriptors <= before })
    }

    /// Who connected goes on with the next one that binds at the same address.
    @Test(arguments: Subject.all) func listenersAreReplaced(_ subject: Subject) throws {
      try replaceListeners(on: subject.make(), at: subject.address)
    }

    private func replaceListeners<T: ExposedTransport>(on transport: T, at address: String) throws {
      var push = try transport.socket(.push)
      var listener = try Child.faultPeer(["receive", T.name, "pull", address, "--bind"])
      let endpoint = try listener.bound()
      try push.connect(endpoint)
      var number = 0
      for cycle in 0...TestRun.choose(thorough: 20, brief: 2) {
        if cycle > 0 {
          listener.end()
          listener = try Child.faultPeer(["receive", T.name, "pull", endpoint, "--bind"])
          #expect(try listener.bound() == endpoint)
        }
        for _ in 0..<20 {
          try push.send(Letter(from: 0, number: number, size: Self.size), deadline: soon)
          number += 1
        }
      }
      try push.send([], deadline: soon)
      let account = try #require(try listener.report().ledger[0])
      #expect(account.last == number - 1)
    }

    /// Once what starting the first process takes for good is taken.
    private static func descriptorsAfterFirstChild() throws -> Int {
      _ = try Child(URL(filePath: "/usr/bin/env"), ["true"]).finish()
      return try ProcessState.descriptors
    }
  }
}

extension Socket {
  /// Receives a message; `nil` when there is none in time.
  fileprivate mutating func receive(within wait: Duration) throws -> Message<T>? {
    guard try waitToReceive(deadline: .after(wait)) else { return nil }
    return try tryReceive()
  }
}
