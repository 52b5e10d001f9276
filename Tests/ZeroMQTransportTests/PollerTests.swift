import Foundation
import Messaging
import TestSupport
import Testing
import ZeroMQTransport

@Suite(.timeLimit(.minutes(5))) struct PollerTests {
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
}
