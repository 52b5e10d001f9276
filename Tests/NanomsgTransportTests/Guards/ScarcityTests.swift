import Foundation
import Messaging
import NanomsgTransport
import TestSupport
import Testing

/// What nanomsg would abort for when something has run out, each in a process of its own.
@Suite(.timeLimit(.minutes(10))) struct ScarcityTests {
  @Test func everyOperationNamesWhatRanOut() async {
    await #expect(processExitsWith: .success) {
      let transport = try Nanomsg()
      var pull = try transport.socket(.pull)
      var push = try transport.socket(.push)
      Scarcity.leaveDescriptors(0)

      func check(_ error: MessagingError, _ operation: MessagingError.Operation, _ endpoint: String?) {
        precondition(error.code == .outOfResources && error.number == EMFILE, "\(error)")
        precondition(error.operation == operation && error.endpoint == endpoint, "\(error)")
      }
      check(complaint { () throws(MessagingError) in try Nanomsg() }, .open, "nanomsg")
      check(complaint { () throws(MessagingError) in try transport.socket(.pair) }, .open, "pair")
      for address in ["tcp://127.0.0.1:*", "tcp://lo:9", "ws://127.0.0.1:9", "ipc:///tmp/nobody-binds-this"] {
        check(complaint { () throws(MessagingError) in try pull.bind(address) }, .bind, address)
      }
      for address in ["tcp://127.0.0.1:9", "tcp://localhost:9", "ipc:///tmp/nobody-binds-this"] {
        check(complaint { () throws(MessagingError) in try push.connect(address) }, .connect, address)
      }
    }
  }

  /// From the limit below which no program runs to one that is enough, a step at a time.
  @Test func noLimitOfDescriptorsEndsTheProcess() async {
    await #expect(processExitsWith: .success) {
      var refusals = 0
      for limit in (4...40).reversed() {
        Scarcity.limitDescriptors(to: limit)
        do throws(MessagingError) {
          let transport = try Nanomsg()
          var pull = try transport.socket(.pull)
          var push = try transport.socket(.push)
          try push.connect(try pull.bind("tcp://127.0.0.1:*"))
          try push.connect(try pull.bind("inproc://*"))
          var poller = Poller<Nanomsg>()
          _ = poller.add(pull, for: .receiving)
          _ = poller.add(push, for: .sending)
          _ = try poller.wait(deadline: .after(.zero))
        } catch {
          precondition(error.code == .outOfResources, "\(error)")
          refusals += 1
        }
      }
      precondition(refusals > 0)
    }
  }

  #if canImport(Glibc)
    @Test func withoutThreadsThereIsNoSocket() async {
      await #expect(processExitsWith: .success) {
        let transport = try Nanomsg()
        Scarcity.leaveNoThreads()
        let error = complaint { () throws(MessagingError) in try transport.socket(.pull) }
        precondition(error.code == .outOfResources && error.number == EAGAIN, "\(error)")
        precondition(error.operation == .open && error.endpoint == "pull", "\(error)")
      }
    }

    /// The library looks names up on threads.
    @Test func withoutThreadsThereAreNoNames() async {
      await #expect(processExitsWith: .success) {
        var push = try Nanomsg().socket(.push)
        Scarcity.leaveNoThreads()
        for address in ["tcp://localhost:9", "ws://localhost:9"] {
          let error = complaint { () throws(MessagingError) in try push.connect(address) }
          precondition(error.code == .outOfResources && error.operation == .connect, "\(error)")
        }
        try push.connect("tcp://127.0.0.1:9")
      }
    }
  #endif

  @Test func moreThanTheSystemPollsIsAnError() async {
    await #expect(processExitsWith: .success) {
      let transport = try Nanomsg()
      var poller = Poller<Nanomsg>()
      for _ in 0..<20 { _ = poller.add(try transport.socket(.pull), for: .receiving) }
      Scarcity.limitDescriptors(to: 10)
      let error = complaint { () throws(MessagingError) in try poller.wait(deadline: soon) }
      precondition(error.code == .outOfResources && error.operation.name == "poll", "\(error)")
    }
  }

  /// As many sockets as fit: each has its descriptor polled once, not with a place for those that it lacks.
  @Test func allThatIsOpenCanBePolled() async {
    await #expect(processExitsWith: .success) {
      let transport = try Nanomsg()
      var poller = Poller<Nanomsg>()
      Scarcity.limitDescriptors(to: 300)
      for _ in 0..<200 { _ = poller.add(try transport.socket(.pull), for: .receiving) }
      let key = poller.add(try transport.socket(.push), for: .sending)
      var pull = try transport.socket(.pull)
      let endpoint = try pull.bind("inproc://*")
      _ = try poller.withSocket(key) { (socket) throws(MessagingError) in try socket.connect(endpoint) }
      let events = try poller.wait(deadline: soon)
      precondition(events == [.init(key: key, readiness: .sending)], "\(events)")
    }
  }
}
