import Messaging
import TestSupport
import Testing

@testable import InProcessTransport

@Suite struct RequestReplyTests {
  private let transport = InProcess()

  @Test func `requests and replies alternate`() throws {
    var reply = try transport.socket(.reply)
    try reply.bind("inproc://service")
    var request = try transport.socket(.request)
    try request.connect("inproc://service")
    #expect(failure { () throws(MessagingError) in _ = try request.tryReceive() } == .invalidState)
    #expect(failure { () throws(MessagingError) in _ = try reply.trySend("x") } == .invalidState)
    for round in 0..<100 {
      try request.send("question \(round)", deadline: soon)
      #expect(failure { () throws(MessagingError) in _ = try request.trySend("again") } == .invalidState)
      #expect(try reply.receiveText() == "question \(round)")
      #expect(failure { () throws(MessagingError) in _ = try reply.tryReceive() } == .invalidState)
      #expect(try request.tryReceive() == nil)
      try reply.send("answer \(round)", deadline: soon)
      #expect(failure { () throws(MessagingError) in _ = try reply.trySend("again") } == .invalidState)
      #expect(try request.receiveText() == "answer \(round)")
      #expect(failure { () throws(MessagingError) in _ = try request.tryReceive() } == .invalidState)
    }
  }

  @Test func `a reply goes to the one who asked`() throws {
    var reply = try transport.socket(.reply)
    try reply.bind("inproc://service")
    var requests: [Holder] = []
    for number in 0..<5 {
      var request = try transport.socket(.request)
      try request.connect("inproc://service")
      try request.send("\(number)", deadline: soon)
      requests.append(Holder(request))
    }
    for _ in requests { try reply.send("to " + reply.receiveText(), deadline: soon) }
    for (number, request) in requests.enumerated().reversed() {
      #expect(try request.socket.receiveText() == "to \(number)")
    }
  }

  @Test func `requests take turns among repliers`() throws {
    var request = try transport.socket(.request)
    var replies: [Holder] = []
    for _ in 0..<3 {
      var reply = try transport.socket(.reply)
      try request.connect(try reply.bind("inproc://*"))
      replies.append(Holder(reply))
    }
    for round in 0..<9 {
      try request.send("x", deadline: soon)
      let reply = replies[round % 3]
      #expect(try reply.socket.receiveText() == "x")
      try reply.socket.send("y", deadline: soon)
      #expect(try request.receiveText() == "y")
    }
  }

  @Test(arguments: [10, 50_021])
  func `a reply to one who is gone is dropped`(size: Int) throws {
    let size = size
    var reply = try transport.socket(.reply)
    try reply.bind("inproc://service")
    for closesFirst in [true, false] {
      do {
        var request = try transport.socket(.request)
        try request.connect("inproc://service")
        try request.send(number: 1)
        if !closesFirst { #expect(try reply.receiveNumber() == 1) }
      }
      if closesFirst { #expect(try reply.receiveNumber() == 1) }
      try reply.send(number: 2, size: size)
      expectBlocks(0, size: 50_021)
    }
    var request = try transport.socket(.request)
    try request.connect("inproc://service")
    try request.send(number: 3)
    #expect(try reply.receiveNumber() == 3)
    try reply.send(number: 4, size: size)
    #expect(try request.receiveNumber() == 4)
  }

  @Test func `a request whose replier is gone can be sent again`() throws {
    var request = try transport.socket(.request)
    try request.connect("inproc://service")
    do {
      var reply = try transport.socket(.reply)
      try reply.bind("inproc://service")
      try request.send("lost", deadline: soon)
      #expect(try reply.receiveText() == "lost")
    }
    #expect(
      failure { () throws(MessagingError) in
        _ = try request.receive(deadline: .after(.milliseconds(1)))
      } == .timedOut)
    var reply = try transport.socket(.reply)
    try reply.bind("inproc://service")
    try request.send("again", deadline: soon)
    #expect(try reply.receiveText() == "again")
    try reply.send("answer", deadline: soon)
    #expect(try request.receiveText() == "answer")
  }

  @Test func `a reply that was sent before the replier closed arrives`() throws {
    var request = try transport.socket(.request)
    try request.connect("inproc://service")
    do {
      var reply = try transport.socket(.reply)
      try reply.bind("inproc://service")
      try request.send("x", deadline: soon)
      #expect(try reply.receiveText() == "x")
      try reply.send("last words", deadline: soon)
    }
    #expect(failure { () throws(MessagingError) in _ = try request.trySend("again") } == .invalidState)
    #expect(try request.receiveText() == "last words")
  }

  @Test func `a late reply is not taken for the next one`() throws {
    var request = try transport.socket(.request)
    var reply = try transport.socket(.reply)
    try reply.bind("inproc://service")
    try request.connect("inproc://service")
    try request.send("first", deadline: soon)
    #expect(try reply.receiveText() == "first")
    try request.disconnect("inproc://service")
    try request.connect("inproc://service")
    try request.send("second", deadline: soon)
    try reply.send("late", deadline: soon)
    #expect(try reply.receiveText() == "second")
    #expect(try request.tryReceive() == nil)
    try reply.send("in time", deadline: soon)
    #expect(try request.receiveText() == "in time")
  }
}
