import Foundation
import Messaging
import TestSupport
import Testing
import ZeroMQTransport

/// A child has its parent's sockets, and none of the threads that serve them.
@Suite(.timeLimit(.minutes(10))) struct ForkTests {
  @Test func aChildIsToldAndTheParentGoesOn() async {
    await #expect(processExitsWith: .success) {
      let transport = try ZeroMQ()
      let pull = Box(try transport.socket(.pull))
      let push = Box(try transport.socket(.push))
      let endpoint = try pull.value.bind("ipc://*")
      try push.value.connect(endpoint)
      try push.value.send("before", deadline: soon)
      _ = try pull.value.receive(deadline: soon)

      let signal = signalEndingForkedChild {
        func check(_ error: MessagingError) { precondition(error.code == .closed, "\(error)") }
        check(complaint { () throws(MessagingError) in try pull.value.receive() })
        check(complaint { () throws(MessagingError) in try pull.value.tryReceive() })
        check(complaint { () throws(MessagingError) in try pull.value.receiveMultipart() })
        check(complaint { () throws(MessagingError) in try pull.value.waitToReceive() })
        check(complaint { () throws(MessagingError) in try pull.value.bind("tcp://127.0.0.1:*") })
        check(complaint { () throws(MessagingError) in try pull.value.monitor() })
        check(complaint { () throws(MessagingError) in try push.value.connect("inproc://x") })
        check(complaint { () throws(MessagingError) in try push.value.value(of: .backlog) })
        check(complaint { () throws(MessagingError) in try transport.socket(.pair) })
        // What it sends is lost, and ends in the same way once the queue is full.
        check(complaint { () throws(MessagingError) in while true { try push.value.send("lost") } })
        transport.shutdown()
        // A transport of its own works.
        do {
          let own = try ZeroMQ()
          var one = try own.socket(.pair)
          var other = try own.socket(.pair)
          try other.connect(try one.bind("tcp://127.0.0.1:*"))
          try one.send("of its own", deadline: soon)
          let received = String(try other.receive(deadline: soon))
          precondition(received == "of its own")
        } catch { preconditionFailure("\(error)") }
      }
      precondition(signal == 0, "the child ended by signal \(signal)")
      try push.value.send("after", deadline: soon)
      let received = String(try pull.value.receive(deadline: soon))
      precondition(received == "after")
    }
  }

  @Test func closingInAChildLeavesTheParentsAlone() async {
    await #expect(processExitsWith: .success) {
      var transport: ZeroMQ? = try ZeroMQ()
      var pull: Box<Socket<ZeroMQ>>? = Box(try transport!.socket(.pull))
      let endpoint = try pull!.value.bind("ipc://*")
      let signal = signalEndingForkedChild {
        pull = nil
        transport = nil
      }
      precondition(signal == 0, "the child ended by signal \(signal)")
      var push = try transport!.socket(.push)
      try push.connect(endpoint)
      try push.send("still there", deadline: soon)
      let received = String(try pull!.value.receive(deadline: soon))
      precondition(received == "still there")
    }
  }
}
