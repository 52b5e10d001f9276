import InProcessTransport
import Messaging
import MessagingBridge
import TestSupport
import Testing

/// Between every two transports, each with itself as well.
@Suite(.timeLimit(.minutes(5))) struct BridgeTests {
  /// Runs a check with the two transports.
  private func between(_ one: TestedTransport, _ other: TestedTransport, _ check: some Check) throws {
    func open<Front: DescriptorSignalingTransport, Back: DescriptorSignalingTransport>(
      _ front: Front, _ back: Back
    ) throws {
      try check.run(Place(front, one.address), Place(back, other.address))
    }
    try open(one.make(), other.make())
  }

  @Test(arguments: TestedTransport.all, TestedTransport.all)
  func aPipelineKeepsEveryMessageInOrder(_ front: TestedTransport, _ back: TestedTransport) throws {
    try between(front, back, Pipeline())
  }

  private struct Pipeline: Check {
    func run<Front: DescriptorSignalingTransport, Back: DescriptorSignalingTransport>(
      _ front: Place<Front>, _ back: Place<Back>
    ) throws {
      let bridge = try RunningBridge(front.open(.pull, .push), back.open(.push, .pull))
      let sizes = [0, 1, 33, 34, 1_000, 100_000]
      let count = 300
      let sender = try Worker()
      let outside = bridge.front
      sender.start {
        for number in 0..<count {
          let bytes = [UInt8](
            repeating: UInt8(truncatingIfNeeded: number), count: sizes[number % sizes.count])
          try outside.value.send(bytes, deadline: soon)
        }
      }
      for number in 0..<count {
        let message = try bridge.back.value.receive(deadline: soon)
        let expected = [UInt8](
          repeating: UInt8(truncatingIfNeeded: number), count: sizes[number % sizes.count])
        #expect([UInt8](message) == expected, "message \(number)")
      }
      try sender.wait()
      #expect(eventually { bridge.control.statistics.messagesFromFront == count })
      #expect(bridge.control.statistics.bytesFromFront == count / sizes.count * sizes.reduce(0, +))
      #expect(bridge.control.statistics.messagesFromBack == 0)
      #expect(try bridge.stop() == .stopped)
    }
  }

  /// Both ways, one waiting for the other, so that each message finds a bridge that sleeps.
  @Test(arguments: TestedTransport.all, TestedTransport.all)
  func pairsTalkBothWays(_ front: TestedTransport, _ back: TestedTransport) throws {
    try between(front, back, Pairs())
  }

  private struct Pairs: Check {
    func run<Front: DescriptorSignalingTransport, Back: DescriptorSignalingTransport>(
      _ front: Place<Front>, _ back: Place<Back>
    ) throws {
      let bridge = try RunningBridge(front.open(.pair, .pair), back.open(.pair, .pair))
      for round in 0..<100 {
        try bridge.front.value.send("there \(round)", deadline: soon)
        #expect(String(try bridge.back.value.receive(deadline: soon)) == "there \(round)")
        try bridge.back.value.send("and back \(round)", deadline: soon)
        #expect(String(try bridge.front.value.receive(deadline: soon)) == "and back \(round)")
      }
      #expect(try bridge.stop() == .stopped)
    }
  }

  @Test(arguments: TestedTransport.all, TestedTransport.all)
  func publicationsPass(_ front: TestedTransport, _ back: TestedTransport) throws {
    try between(front, back, Publications())
  }

  private struct Publications: Check {
    func run<Front: DescriptorSignalingTransport, Back: DescriptorSignalingTransport>(
      _ front: Place<Front>, _ back: Place<Back>
    ) throws {
      let bridge = try RunningBridge(front.open(.subscribe, .publish), back.open(.publish, .subscribe))
      // What is published before everybody is connected is lost.
      while !(try bridge.back.value.waitToReceive(deadline: .after(.milliseconds(10)))) {
        try bridge.front.value.send("news", deadline: soon)
      }
      #expect(String(try bridge.back.value.receive(deadline: soon)) == "news")
      #expect(try bridge.stop() == .stopped)
    }
  }

  /// Who does not receive is waited for: nothing is lost, and the bridge holds one message.
  @Test(arguments: TestedTransport.all, TestedTransport.all)
  func aSlowReceiverIsWaitedFor(_ front: TestedTransport, _ back: TestedTransport) throws {
    try between(front, back, SlowReceiver())
  }

  private struct SlowReceiver: Check {
    func run<Front: DescriptorSignalingTransport, Back: DescriptorSignalingTransport>(
      _ front: Place<Front>, _ back: Place<Back>
    ) throws {
      var options = SocketOptions()
      options.sendQueue = QueueLimit(messages: 2, bytes: 1_000)
      options.receiveQueue = options.sendQueue
      let bridge = try RunningBridge(
        front.open(.pull, .push, options: options), back.open(.push, .pull, options: options))
      let outside = bridge.front
      let size = 100_000
      var sent = 0
      // The system's buffers hold some as well.
      while sent < 2_000, try outside.value.waitToSend(deadline: .after(.milliseconds(100))) {
        if try outside.value.trySend([UInt8](repeating: UInt8(truncatingIfNeeded: sent), count: size)) {
          sent += 1
        }
      }
      #expect(sent < 2_000)
      for number in 0..<sent {
        let message = try bridge.back.value.receive(deadline: soon)
        #expect(message.count == size)
        #expect(message.withBytes { $0.unsafeLoad(as: UInt8.self) } == UInt8(truncatingIfNeeded: number))
      }
      #expect(try bridge.stop() == .stopped)
    }
  }

  @Test(arguments: TestedTransport.all)
  func aPausedBridgePassesNothing(_ side: TestedTransport) throws {
    try between(side, side, Pausing())
  }

  private struct Pausing: Check {
    func run<Front: DescriptorSignalingTransport, Back: DescriptorSignalingTransport>(
      _ front: Place<Front>, _ back: Place<Back>
    ) throws {
      let bridge = try RunningBridge(front.open(.pull, .push), back.open(.push, .pull))
      // Running, for certain.
      try bridge.front.value.send("zero", deadline: soon)
      #expect(String(try bridge.back.value.receive(deadline: soon)) == "zero")
      #expect(eventually { bridge.control.statistics.messagesFromFront == 1 })
      bridge.control.pause()
      #expect(bridge.control.isPaused)
      var held = "one"
      try bridge.front.value.send(held, deadline: soon)
      if try bridge.back.value.waitToReceive(deadline: .after(.milliseconds(50))) {
        // The bridge was about to look for it already. It is done with that when it has counted it.
        #expect(String(try bridge.back.value.receive(deadline: soon)) == held)
        #expect(eventually { bridge.control.statistics.messagesFromFront == 2 })
        held = "two"
        try bridge.front.value.send(held, deadline: soon)
        #expect(try !bridge.back.value.waitToReceive(deadline: .after(.milliseconds(50))))
      }
      bridge.control.resume()
      #expect(String(try bridge.back.value.receive(deadline: soon)) == held)
      bridge.control.pause()
      #expect(try bridge.stop() == .stopped)
    }
  }

  @Test(arguments: TestedTransport.all, TestedTransport.all)
  func aBridgeEndsWithEitherTransport(_ front: TestedTransport, _ back: TestedTransport) throws {
    try between(front, back, Ending())
  }

  private struct Ending: Check {
    func run<Front: DescriptorSignalingTransport, Back: DescriptorSignalingTransport>(
      _ front: Place<Front>, _ back: Place<Back>
    ) throws {
      var bridge = try Bridge(front.transport.socket(.pull), back.transport.socket(.push))
      #expect(try bridge.run(until: .after(.milliseconds(5))) == .deadlinePassed)
      let running = try RunningBridge(front.open(.pull, .push), back.open(.push, .pull))
      try running.front.value.send("there", deadline: soon)
      #expect(String(try running.back.value.receive(deadline: soon)) == "there")
      // Whatever side it is on, whether or not it is waited for.
      back.transport.shutdown()
      let error = #expect(throws: MessagingError.self) { _ = try running.join() }
      #expect(error?.code == .closed)
      front.transport.shutdown()
      let again = #expect(throws: MessagingError.self) { try bridge.run() }
      #expect(again?.code == .closed)
    }
  }

  /// Waiting for a message, and for room, takes no processor.
  @Test(arguments: TestedTransport.all, TestedTransport.all)
  func anIdleBridgeSleeps(_ front: TestedTransport, _ back: TestedTransport) throws {
    try between(front, back, Idling())
  }

  private struct Idling: Check {
    func run<Front: DescriptorSignalingTransport, Back: DescriptorSignalingTransport>(
      _ front: Place<Front>, _ back: Place<Back>
    ) throws {
      var ends = try front.open(.pull, .push)
      // Nobody receives what it sends.
      var peer = ends.takeConnected()
      var bridge = try Bridge(ends.takeBound(), back.transport.socket(.push))
      for isHolding in [false, true] {
        if isHolding { try peer.send("to nobody", deadline: soon) }
        let start = ThreadClock.now
        #expect(try bridge.run(until: .after(.milliseconds(200))) == .deadlinePassed)
        #expect(ThreadClock.now - start < .milliseconds(50), "holding a message: \(isHolding)")
      }
    }
  }

  /// A bridge that is dropped leaves no socket open: its addresses can be bound again.
  @Test(arguments: TestedTransport.all)
  func socketsCloseWithTheirBridge(_ side: TestedTransport) throws {
    try between(side, side, Closing())
  }

  private struct Closing: Check {
    func run<Front: DescriptorSignalingTransport, Back: DescriptorSignalingTransport>(
      _ front: Place<Front>, _ back: Place<Back>
    ) throws {
      var one = try front.transport.socket(.pair)
      var other = try back.transport.socket(.pair)
      let (asking, answering) = (try one.bind(front.address), try other.bind(back.address))
      do {
        let bridge = try Bridge(one, other)
        #expect(!bridge.control.isStopped)
      }
      var next = try front.transport.socket(.pair)
      var another = try back.transport.socket(.pair)
      // A library may close in the background.
      #expect(eventually { (try? next.bind(asking)) != nil })
      #expect(eventually { (try? another.bind(answering)) != nil })
    }
  }

  @Test func whatIsTooLargeIsDroppedAndCounted() throws {
    var small = SocketOptions()
    small.maximumMessageSize = 10
    let place = Place(InProcess(), "inproc://*")
    let bridge = try RunningBridge(place.open(.pull, .push), place.open(.push, .pull, options: small))
    try bridge.front.value.send([UInt8](repeating: 1, count: 11), deadline: soon)
    try bridge.front.value.send([UInt8](repeating: 2, count: 10), deadline: soon)
    #expect([UInt8](try bridge.back.value.receive(deadline: soon)) == [UInt8](repeating: 2, count: 10))
    #expect(eventually { bridge.control.statistics.messagesFromFront == 1 })
    #expect(bridge.control.statistics.messagesTooLarge == 1)
    #expect(try bridge.stop() == .stopped)
  }

  @Test func whatDoesNotGoTogetherIsRefused() throws {
    let transport = InProcess()
    for (one, other) in [
      (Pattern<InProcess>.push, Pattern<InProcess>.push), (.pull, .subscribe), (.reply, .request),
      (.request, .pair),
    ] {
      let error = #expect(throws: MessagingError.self) {
        _ = try Bridge(transport.socket(one), transport.socket(other)).control
      }
      #expect(error?.code == .invalidArgument && error?.operation == .open, "\(one) \(other)")
    }
  }
}

/// Something to be shown of two places.
private protocol Check {
  func run<Front: DescriptorSignalingTransport, Back: DescriptorSignalingTransport>(
    _ front: Place<Front>, _ back: Place<Back>
  ) throws
}
