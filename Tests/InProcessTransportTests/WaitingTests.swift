import Messaging
import POSIXSupport
import Synchronization
import TestSupport
import Testing

@testable import InProcessTransport

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

@Suite struct WaitingTests {
  private let transport = InProcess()

  @Test func `a wait does not end before its deadline`() throws {
    var pull = try transport.socket(.pull)
    for _ in 0..<5 {
      let start = ContinuousClock.now
      #expect(
        failure { () throws(MessagingError) in
          _ = try pull.receive(deadline: .after(.milliseconds(50)))
        } == .timedOut)
      #expect(ContinuousClock.now - start >= .milliseconds(50))
    }
    var push = try transport.socket(.push)
    let start = ContinuousClock.now
    #expect(
      failure { () throws(MessagingError) in
        try push.send("x", deadline: .after(.milliseconds(50)))
      } == .timedOut)
    #expect(ContinuousClock.now - start >= .milliseconds(50))
  }

  @Test func `an idle socket uses no processor`() throws {
    var pull = try transport.socket(.pull)
    let before = processorTime()
    #expect(
      failure { () throws(MessagingError) in
        _ = try pull.receive(deadline: .after(.milliseconds(200)))
      } == .timedOut)
    #expect(processorTime() - before < .milliseconds(20))
  }

  private func processorTime() -> Duration {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
  }

  @Test func `shutdown wakes everyone, and nothing works afterwards`() throws {
    let transport = transport
    var pull = try transport.socket(.pull)
    try pull.bind("inproc://doomed")
    let started = Counter()
    let threads = try [true, false].map { receives in
      Handle(
        try JoinableThread { () -> MessagingError.Code? in
          var socket = try transport.socket(receives ? .pull : .push)
          started.increment()
          return failure { () throws(MessagingError) in
            if receives {
              _ = try socket.receive(deadline: soon)
            } else {
              try socket.send("x", deadline: soon)
            }
          }
        })
    }
    #expect(eventually { started.value == 2 })
    transport.shutdown()
    transport.shutdown()
    for thread in threads { #expect(try thread.join() == .closed) }
    #expect(failure { () throws(MessagingError) in _ = try pull.tryReceive() } == .closed)
    #expect(failure { () throws(MessagingError) in _ = try pull.receive(deadline: soon) } == .closed)
    #expect(failure { () throws(MessagingError) in try pull.bind("inproc://x") } == .closed)
    #expect(failure { () throws(MessagingError) in try pull.connect("inproc://x") } == .closed)
    #expect(failure { () throws(MessagingError) in _ = try transport.socket(.pull) } == .closed)
  }

  @Test func `a peer that binds wakes a waiting sender`() throws {
    let transport = transport
    var push = try transport.socket(.push)
    try push.connect("inproc://late")
    let sender = try JoinableThread(moving: push) { push in
      var push = push
      try push.send("x", deadline: soon)
    }
    var pull = try transport.socket(.pull)
    try pull.bind("inproc://late")
    #expect(try pull.receiveText() == "x")
    try sender.join()
  }

  /// Each side sleeps again and again, at every point where the other may write.
  @Test(arguments: [1, 2, 64])
  func `no wake-up is lost`(limit: Int) throws {
    let count = 2_000
    let transport = transport
    var server = try transport.socket(.pair, options: limited(to: limit))
    try server.bind("inproc://park")
    var client = try transport.socket(.pair, options: limited(to: limit))
    try client.connect("inproc://park")
    let echo = try JoinableThread(moving: server) { server in
      var server = server
      for number in 0..<count {
        pause(number)
        try server.send(try server.receive(deadline: soon), deadline: soon)
      }
    }
    for number in 0..<count {
      pause(number &* 7)
      try client.send(number: number)
      #expect(try client.receiveNumber() == number)
    }
    try echo.join()
  }

  /// Passes some time, up to the time that a waiting thread looks before it sleeps and beyond.
  private func pause(_ seed: Int) {
    let end = ContinuousClock.now + .nanoseconds((seed &* 7_919) % 60_000)
    while ContinuousClock.now < end {}
  }

  @Test func `a parker that was woken before does not sleep`() throws {
    let parker = Parker()
    let work = Counter()
    let rounds = 20_000
    let done = Counter()
    let waker = try JoinableThread { [parker] in
      for round in 1...rounds {
        work.set(round)
        atomicMemoryFence(ordering: .sequentiallyConsistent)
        if parker.isParked.pointee.load(ordering: .relaxed) { parker.wake() }
        let isSeen = eventually { done.value == round }
        guard isSeen else { return false }
      }
      return true
    }
    for round in 1...rounds {
      while work.value < round {
        guard parker.park(until: soon, unless: { work.value >= round }) else { break }
      }
      done.set(round)
    }
    #expect(try waker.join())
  }
}
