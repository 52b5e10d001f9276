import Messaging
import POSIXSupport
import MessagingConformance
import TestSupport
import Testing

@testable import InProcessTransport

/// Each block is freed exactly once, whoever leaves first. The sizes are used nowhere else, since the
/// census is the process's.
@Suite struct OwnershipTests {
  private let transport = InProcess()

  enum Step: CaseIterable {
    case closeSender, closeReceiver, unbind, disconnect, receiveOne, sendOne
  }

  @Test func `closing, ending and transferring in every order`() throws {
    let size = 30_011
    for order in Step.allCases.permutations {
      do {
        var pull = try transport.socket(.pull, options: limited(to: 4))
        let address = try pull.bind("inproc://*")
        var push = try transport.socket(.push, options: limited(to: 4))
        try push.connect(address)
        for number in 0..<3 { try push.send(number: number, size: size) }
        let sender = Holder(push)
        let receiver = Holder(pull)
        var senderIsOpen = true
        var receiverIsOpen = true
        for step in order {
          switch step {
          case .closeSender:
            sender.close()
            senderIsOpen = false
          case .closeReceiver:
            receiver.close()
            receiverIsOpen = false
          case .unbind where receiverIsOpen: try receiver.socket.unbind(address)
          case .disconnect where senderIsOpen: try sender.socket.disconnect(address)
          case .receiveOne where receiverIsOpen: #expect(try receiver.socket.receiveNumber() == 0)
          case .sendOne where senderIsOpen:
            var message = try Message<InProcess>(size: size)
            _ = try sender.socket.trySend(&message)
          case .unbind, .disconnect, .receiveOne, .sendOne: break
          }
        }
      }
      expectBlocks(0, size: size, "\(order)")
    }
  }

  @Test func `a receiver that closes frees what was on its way at once`() throws {
    let size = 30_013
    var push = try transport.socket(.push)
    let address = try push.bind("inproc://*")
    var pull = try transport.socket(.pull)
    try pull.connect(address)
    for number in 0..<5 { try push.send(number: number, size: size) }
    expectBlocks(5, size: size)
    pull.close()
    expectBlocks(0, size: size)
  }

  @Test func `senders and receivers that come and go while others transfer`() throws {
    let size = 30_029
    let transport = transport
    do {
      var pull = try transport.socket(.pull)
      try pull.bind("inproc://storm")
      let visitors = 200
      let threads = try (0..<2).map { _ in
        Handle(
          try JoinableThread {
            for _ in 0..<visitors {
              var push = try transport.socket(.push, options: limited(to: 8))
              try push.connect("inproc://storm")
              for number in 0..<5 { try push.send(number: number, size: size) }
            }
          })
      }
      var count = 0
      while count < 2 * visitors * 5 {
        #expect(try pull.receiveNumber() != nil)
        count += 1
      }
      for thread in threads { try thread.join() }
      #expect(try pull.tryReceive() == nil)
    }
    expectBlocks(0, size: size)
  }

  @Test func `receivers that close under a sender`() throws {
    let size = 30_047
    let transport = transport
    do {
      let stop = Flag()
      let sender = try JoinableThread {
        var push = try transport.socket(.push, options: limited(to: 8))
        try push.connect("inproc://flapping")
        var message = Message<InProcess>()
        while !stop.isSet {
          if message.isEmpty { message = try Message(size: size) }
          _ = try push.trySend(&message)
        }
      }
      for round in 0..<200 {
        var pull = try transport.socket(.pull, options: limited(to: 8))
        try pull.bind("inproc://flapping")
        for _ in 0..<(round % 10) { _ = try pull.receive(deadline: soon) }
      }
      stop.set()
      try sender.join()
    }
    expectBlocks(0, size: size)
  }
}
