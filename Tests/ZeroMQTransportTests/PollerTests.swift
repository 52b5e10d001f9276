import Foundation
import Messaging
import POSIXSupport
import TestSupport
import Testing
import ZeroMQTransport

@Suite(.timeLimit(.minutes(5))) struct PollerTests {
  @Test func whatIsReadyIsReported() throws {
    let transport = try ZeroMQ()
    var poller = Poller<ZeroMQ>()
    var pull = try transport.socket(.pull)
    var push = try transport.socket(.push)
    try push.connect(try pull.bind("tcp://127.0.0.1:*"))
    var reply = try transport.socket(.reply)
    var request = try transport.socket(.request)
    try request.connect(try reply.bind("inproc://*"))
    let one = poller.add(pull, for: .receiving)
    // A reply is not sent before its request came, so that this direction is not waited for.
    let other = poller.add(reply, for: [.receiving, .sending])
    #expect(try poller.wait(deadline: .after(.zero)).isEmpty)
    try push.send("one", deadline: soon)
    try push.send("two", deadline: soon)
    for text in ["one", "two"] {
      // The library's descriptor tells of the first only.
      #expect(try poller.wait(deadline: soon) == [.init(key: one, readiness: .receiving)])
      #expect(try poller.withSocket(one) { String(try $0.receive(deadline: soon)) } == text)
    }
    try request.send("other", deadline: soon)
    #expect(try poller.wait(deadline: soon) == [.init(key: other, readiness: .receiving)])
    #expect(try poller.withSocket(other) { String(try $0.receive(deadline: soon)) } == "other")
    #expect(try poller.wait(deadline: soon) == [.init(key: other, readiness: .sending)])
    try poller.withSocket(other) { try $0.send("done", deadline: soon) }
    #expect(try String(request.receive(deadline: soon)) == "done")
    #expect(try poller.wait(deadline: .after(.milliseconds(5))).isEmpty)
  }

  @Test func descriptorsAreWaitedForAsWell() throws {
    var ends: [Int32] = [-1, -1]
    try #require(pipe(&ends) == 0)
    defer { close(ends[0]) }
    let transport = try ZeroMQ()
    var poller = Poller<ZeroMQ>()
    var pull = try transport.socket(.pull)
    var push = try transport.socket(.push)
    try push.connect(try pull.bind("inproc://*"))
    let socket = poller.add(pull, for: .receiving)
    let reading = poller.add(descriptor: ends[0], for: .receiving)
    let writing = poller.add(descriptor: ends[1], for: .sending)
    #expect(poller.count == 3)
    #expect(try poller.wait(deadline: soon) == [.init(key: writing, readiness: .sending)])
    let isThere = poller.setInterest([], of: writing)
    #expect(isThere)
    #expect(try poller.wait(deadline: .after(.zero)).isEmpty)
    try #require(write(ends[1], [1], 1) == 1)
    #expect(try poller.wait(deadline: soon) == [.init(key: reading, readiness: .receiving)])
    try push.send("hello", deadline: soon)
    #expect(try poller.wait(deadline: soon).map(\.key) == [socket, reading])
    var byte: UInt8 = 0
    try #require(read(ends[0], &byte, 1) == 1)
    #expect(try poller.wait(deadline: soon).map(\.key) == [socket])
    _ = try poller.withSocket(socket) { _ = try $0.receive(deadline: soon) }
    // No socket stands for a descriptor.
    let isSocket = poller.withSocket(reading) { _ in true }
    #expect(isSocket == nil)
    // The other end is gone: that is for the next read to tell.
    poller.remove(descriptor: writing)
    close(ends[1])
    #expect(try poller.wait(deadline: soon) == [.init(key: reading, readiness: .receiving)])
    poller.remove(descriptor: reading)
    #expect(poller.count == 1)
  }

  @Test func aPollerEndsWithItsTransport() throws {
    let transport = try ZeroMQ()
    var poller = Poller<ZeroMQ>()
    _ = poller.add(try transport.socket(.pull), for: .receiving)
    let thread = Handle(
      try JoinableThread(moving: poller) { poller in
        var poller = poller
        return try poller.wait(deadline: soon).count
      })
    transport.shutdown()
    let error = #expect(throws: MessagingError.self) { try thread.join() }
    #expect(error?.code == .closed && error?.operation.name == "poll")
  }
}
