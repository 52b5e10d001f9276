import Foundation
import Messaging
import NanomsgTransport
import TestSupport
import Testing

/// A child has its parent's sockets, and not the thread that serves them. What it sent would go into the parent's connections.
@Suite(.timeLimit(.minutes(10))) struct ForkTests {
  @Test func aChildIsToldAndTheParentGoesOn() async {
    await #expect(processExitsWith: .success) {
      let transport = try Nanomsg()
      var pull: Box<Socket<Nanomsg>>? = Box(try transport.socket(.pull))
      let push = Box(try transport.socket(.push))
      let endpoint = try pull!.value.bind("ipc://*")
      try push.value.connect(endpoint)
      try push.value.send("before", deadline: soon)
      _ = try pull!.value.receive(deadline: soon)

      let signal = signalEndingForkedChild {
        func check(_ error: MessagingError) { precondition(error.code == .closed, "\(error)") }
        check(complaint { () throws(MessagingError) in try push.value.send("stray") })
        check(complaint { () throws(MessagingError) in try push.value.waitToSend() })
        check(complaint { () throws(MessagingError) in try pull!.value.receive() })
        check(complaint { () throws(MessagingError) in try pull!.value.tryReceive() })
        check(complaint { () throws(MessagingError) in try pull!.value.bind("tcp://127.0.0.1:*") })
        check(complaint { () throws(MessagingError) in try pull!.value.unbind(endpoint) })
        check(complaint { () throws(MessagingError) in try push.value.value(of: .sendPriority) })
        check(complaint { () throws(MessagingError) in try transport.socket(.pair) })
        // The library is the parent's as a whole.
        check(complaint { () throws(MessagingError) in try Nanomsg().socket(.pair) })
        transport.shutdown()
        pull = nil
      }
      precondition(signal == 0, "the child ended by signal \(signal)")
      try push.value.send("after", deadline: soon)
      let received = String(try pull!.value.receive(deadline: soon))
      precondition(received == "after")
    }
  }

  @Test func aChildOfAProcessThatDidNotUseTheLibraryMay() async {
    await #expect(processExitsWith: .success) {
      do { _ = try Nanomsg().socket(.pair) }
      let signal = signalEndingForkedChild {
        do {
          let transport = try Nanomsg()
          var one = try transport.socket(.pair)
          var other = try transport.socket(.pair)
          try other.connect(try one.bind("tcp://127.0.0.1:*"))
          try one.send("of its own", deadline: soon)
          let received = String(try other.receive(deadline: soon))
          precondition(received == "of its own")
        } catch { preconditionFailure("\(error)") }
      }
      precondition(signal == 0, "the child ended by signal \(signal)")
    }
  }
}
