import Foundation
import Messaging
import POSIXSupport
import TestSupport
import Testing
import ZeroMQTransport

/// What libzmq would abort for when something has run out, each in a process of its own.
@Suite(.timeLimit(.minutes(10))) struct ScarcityTests {
  @Test func everyOperationNamesWhatRanOut() async {
    await #expect(processExitsWith: .success) {
      let transport = try ZeroMQ()
      var pull = try transport.socket(.pull)
      var push = try transport.socket(.push)
      Scarcity.leaveDescriptors(0)

      func check(_ error: MessagingError, _ operation: MessagingError.Operation, _ endpoint: String?) {
        precondition(error.code == .outOfResources && error.number == EMFILE, "\(error)")
        precondition(error.operation == operation && error.endpoint == endpoint, "\(error)")
      }
      check(complaint { () throws(MessagingError) in try ZeroMQ() }, .open, "zmq")
      check(complaint { () throws(MessagingError) in try transport.socket(.pair) }, .open, "pair")
      for address in ["tcp://127.0.0.1:*", "tcp://lo:*", "ipc:///tmp/nobody-binds-this"] {
        check(complaint { () throws(MessagingError) in try pull.bind(address) }, .bind, address)
      }
      for address in ["tcp://127.0.0.1:9", "tcp://lo:0;127.0.0.1:9", "ipc:///tmp/nobody-binds-this"] {
        check(complaint { () throws(MessagingError) in try push.connect(address) }, .connect, address)
      }
      check(
        complaint { () throws(MessagingError) in try pull.monitor() }, MessagingError.Operation("monitor"),
        nil)
      do throws(MessagingError) {
        _ = try ZeroMQ.Proxy(pull, push)
        preconditionFailure("a proxy needs descriptors")
      } catch { check(error, .open, "proxy") }
    }
  }

  /// From the limit below which no program runs to one that is enough, a step at a time.
  @Test func noLimitOfDescriptorsEndsTheProcess() async {
    await #expect(processExitsWith: .success) {
      var refusals = 0
      for limit in (4...40).reversed() {
        Scarcity.limitDescriptors(to: limit)
        do throws(MessagingError) {
          let transport = try ZeroMQ()
          var pull = try transport.socket(.pull)
          var monitor = try pull.monitor()
          var push = try transport.socket(.push)
          try push.connect(try pull.bind("tcp://127.0.0.1:*"))
          try push.connect(try pull.bind("inproc://*"))
          var poller = Poller<ZeroMQ>()
          _ = poller.add(pull, for: .receiving)
          _ = poller.add(push, for: .sending)
          _ = try poller.wait(deadline: .after(.zero))
          _ = try monitor.tryReceive()
        } catch {
          precondition(error.code == .outOfResources, "\(error)")
          refusals += 1
        }
      }
      precondition(refusals > 0)
    }
  }

  #if canImport(Glibc)
    @Test func withoutThreadsThereIsNoContext() async {
      await #expect(processExitsWith: .success) {
        Scarcity.leaveNoThreads()
        let error = complaint { () throws(MessagingError) in try ZeroMQ() }
        precondition(error.code == .outOfResources && error.number == EAGAIN, "\(error)")
        precondition(error.operation == .open && error.endpoint == "zmq", "\(error)")
      }
    }
  #endif

  /// The end of a context opens a socket for each of its connections that nobody was there for.
  @Test(arguments: [false, true])
  func connectionsToNobodyDoNotEndTheProcess(_ isShutDown: Bool) async {
    await #expect(processExitsWith: .success) { [isShutDown] in
      do {
        let transport = try ZeroMQ(maximumSockets: 3)
        var sockets = [Box(try transport.socket(.push))]
        for _ in 1..<3 { sockets.append(Box(try transport.socket(.dealer))) }
        for (number, socket) in sockets.enumerated() { try socket.value.connect("inproc://nobody-\(number)") }
        Scarcity.leaveDescriptors(0)
        if isShutDown {
          transport.shutdown()
          let error = complaint { () throws(MessagingError) in try sockets[0].value.connect("inproc://late") }
          precondition(error.code == .closed, "\(error)")
        }
      }
    }
  }

  @Test func moreThanTheSystemPollsIsAnError() async {
    await #expect(processExitsWith: .success) {
      let transport = try ZeroMQ()
      var poller = Poller<ZeroMQ>()
      for _ in 0..<20 { _ = poller.add(try transport.socket(.pull), for: .receiving) }
      Scarcity.limitDescriptors(to: 10)
      let error = complaint { () throws(MessagingError) in try poller.wait(deadline: soon) }
      precondition(error.code == .outOfResources && error.operation.name == "poll", "\(error)")
    }
  }

  /// A known abort of the library's that no check can prevent (`ipc_listener.cpp`). When this fails, libzmq was mended, and
  /// Docs/Reliability.md can say so.
  @Test func aLocalPeerEndsAProcessWithoutDescriptors() async {
    await #expect(processExitsWith: .signal(SIGABRT)) {
      let transport = try ZeroMQ()
      var pull = try transport.socket(.pull)
      let endpoint = try pull.bind("ipc://*")
      let listener = String(endpoint.dropFirst("ipc://".count))
      let peer = try LocalPeer()
      Scarcity.leaveDescriptors(0)
      try peer.connect(to: listener)
      // Outlives it only if the library does.
      _ = try pull.receive(deadline: soon)
    }
  }

  /// Such a peer over `tcp` waits until there are descriptors again.
  @Test func aPeerIsServedOnceThereAreDescriptors() async {
    await #expect(processExitsWith: .success) {
      let transport = try ZeroMQ()
      var pull = try transport.socket(.pull)
      var push = try transport.socket(.push)
      var monitor = try pull.monitor()
      let endpoint = "tcp://127.0.0.1:\(try UnusedPort.find())"
      try push.connect(endpoint)
      let last = dup(0)
      // One to listen and one to connect with, none to accept with. The sender, who tries again and again, may have one.
      Scarcity.leaveDescriptors(2)
      precondition(eventually { (try? pull.bind(endpoint)) != nil })
      while true {
        if case .acceptFailed(EMFILE) = try monitor.receive(deadline: soon).kind { break }
      }
      close(last)
      try push.send("served", deadline: soon)
      let received = String(try pull.receive(deadline: soon))
      precondition(received == "served")
    }
  }
}
