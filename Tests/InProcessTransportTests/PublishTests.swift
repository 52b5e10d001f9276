import Messaging
import TestSupport
import Testing

@testable import InProcessTransport

@Suite struct PublishTests {
  private let transport = InProcess()

  private func connected(
    options: SocketOptions = SocketOptions(), to publish: inout Socket<InProcess>
  ) throws -> Holder {
    var subscribe = try transport.socket(.subscribe, options: options)
    try subscribe.connect(try publish.bind("inproc://*"))
    return Holder(subscribe)
  }

  @Test func `messages go to those who subscribed`() throws {
    var publish = try transport.socket(.publish)
    let all = try connected(to: &publish)
    let some = try connected(to: &publish)
    let none = try connected(to: &publish)
    try all.socket.subscribe()
    try some.socket.subscribe(to: "b")
    try some.socket.subscribe(to: "c")
    for text in ["a", "b", "bb", "cc", ""] { try publish.send(text) }
    for text in ["a", "b", "bb", "cc", ""] { #expect(try all.socket.receiveText() == text) }
    for text in ["b", "bb", "cc"] { #expect(try some.socket.receiveText() == text) }
    for holder in [all, some, none] { #expect(try holder.socket.tryReceive() == nil) }
  }

  @Test func `subscriptions count and can be taken back`() throws {
    var publish = try transport.socket(.publish)
    let holder = try connected(to: &publish)
    try holder.socket.subscribe(to: "a")
    try holder.socket.subscribe(to: "a")
    try holder.socket.unsubscribe(from: "a")
    try publish.send("a1")
    try holder.socket.unsubscribe(from: "a")
    try publish.send("a2")
    #expect(
      failure { () throws(MessagingError) in try holder.socket.unsubscribe(from: "a") } == .invalidArgument)
    #expect(try holder.socket.receiveText() == "a1")
    #expect(try holder.socket.tryReceive() == nil)
  }

  @Test func `subscriptions from before the connection count`() throws {
    var subscribe = try transport.socket(.subscribe)
    try subscribe.subscribe(to: "x")
    try subscribe.connect("inproc://feed")
    var publish = try transport.socket(.publish)
    try publish.bind("inproc://feed")
    try publish.send("x1")
    #expect(try subscribe.receiveText() == "x1")
  }

  @Test(arguments: [10, 10_000])
  func `a slow subscriber loses what does not fit, alone`(size: Int) throws {
    var publish = try transport.socket(.publish)
    let slow = try connected(options: limited(to: 4), to: &publish)
    let quick = try connected(to: &publish)
    try slow.socket.subscribe()
    try quick.socket.subscribe()
    for number in 0..<100 { try publish.send(number: number, size: size) }
    for number in 0..<4 { #expect(try slow.socket.receiveNumber() == number) }
    #expect(try slow.socket.tryReceive() == nil)
    for number in 0..<100 { #expect(try quick.socket.receiveNumber() == number) }
    try publish.send(number: 7)
    #expect(try slow.socket.receiveNumber() == 7)
  }

  @Test func `shared bytes are copied before they are changed`() throws {
    let size = 70_001
    do {
      var publish = try transport.socket(.publish)
      let a = try connected(to: &publish)
      let b = try connected(to: &publish)
      try a.socket.subscribe()
      try b.socket.subscribe()
      try publish.send(Message(size: size))
      expectBlocks(1, size: size)
      var first = try a.socket.receive(deadline: soon)
      var second = try b.socket.receive(deadline: soon)
      first.withMutableBytes { $0.storeBytes(of: 1, as: UInt8.self) }
      expectBlocks(2, size: size)
      #expect(second.withBytes { $0.unsafeLoad(as: UInt8.self) } == 0)
      let address = second.withUnsafeBytes { UInt(bitPattern: $0.baseAddress) }
      second.withMutableBytes { $0.storeBytes(of: 2, as: UInt8.self) }
      #expect(second.withUnsafeBytes { UInt(bitPattern: $0.baseAddress) } == address)
      #expect(first.withBytes { $0.unsafeLoad(as: UInt8.self) } == 1)
    }
    expectBlocks(0, size: size)
  }

  @Test func `receiving does not reuse shared bytes`() throws {
    var publish = try transport.socket(.publish)
    let a = try connected(to: &publish)
    let b = try connected(to: &publish)
    try a.socket.subscribe()
    try b.socket.subscribe()
    try publish.send(Message([UInt8](repeating: 1, count: 500)))
    try publish.send("small")
    var message = try a.socket.receive(deadline: soon)
    try a.socket.receive(reusing: &message, deadline: soon)
    #expect(String(message) == "small")
    #expect([UInt8](try b.socket.receive(deadline: soon)) == [UInt8](repeating: 1, count: 500))
  }
}
