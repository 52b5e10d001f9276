import Messaging
import NanomsgTransport
import POSIXSupport
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(5))) struct DeviceTests {
  @Test(arguments: ["inproc://*", "ipc://*", "tcp://127.0.0.1:*", "ws://127.0.0.1:*"])
  func requestsAndTheirRepliesFindTheirWay(_ address: String) throws {
    let transport = try Nanomsg()
    let running = try RunningDevice(.reply, .request, of: transport, at: address)
    var requesters: [Box<Socket<Nanomsg>>] = []
    for _ in 0..<3 {
      let requester = Box(try transport.socket(.request))
      try requester.value.connect(running.front)
      requesters.append(requester)
    }
    var replier = try transport.socket(.reply)
    try replier.connect(running.back)
    for round in 0..<10 {
      for (index, requester) in requesters.enumerated() {
        try requester.value.send("\(round) of \(index)", deadline: soon)
      }
      for _ in requesters {
        let question = String(try replier.receive(deadline: soon))
        try replier.send("re \(question)", deadline: soon)
      }
      for (index, requester) in requesters.enumerated() {
        #expect(String(try requester.value.receive(deadline: soon)) == "re \(round) of \(index)")
      }
    }
    #expect(try running.stop())
  }

  @Test func surveysAreForwarded() throws {
    let transport = try Nanomsg()
    let running = try RunningDevice(.respond, .survey, of: transport, at: "tcp://127.0.0.1:*")
    var respondent = try transport.socket(.respond)
    try respondent.connect(running.back)
    try respondent.awaitPeers(1)
    var survey = try transport.socket(.survey)
    try survey.set(.surveyDeadline, to: .seconds(20))
    try survey.connect(running.front)
    try survey.awaitPeers(1)
    // A survey does not wait for respondents, which the device may not know of yet.
    var question: String?
    while question == nil {
      try survey.send("through a device", deadline: soon)
      if try respondent.waitToReceive(deadline: .after(.milliseconds(100))) {
        question = String(try respondent.receive(deadline: soon))
      }
    }
    try respondent.send("and back", deadline: soon)
    let response = String(try survey.receive(deadline: soon))
    #expect(question == "through a device" && response == "and back")
    #expect(try running.stop())
  }

  /// Each gets what the others send, and not its own.
  @Test func aBusIsLooped() throws {
    let transport = try Nanomsg()
    var hub = try transport.socket(.raw(.bus))
    let endpoint = try hub.bind("tcp://127.0.0.1:*")
    var members: [Box<Socket<Nanomsg>>] = []
    for _ in 0..<3 {
      let member = Box(try transport.socket(.bus))
      try member.value.connect(endpoint)
      members.append(member)
    }
    try hub.awaitPeers(3)
    for member in members { try member.value.awaitPeers(1) }
    let running = try RunningDevice(try Nanomsg.Device(loopback: hub))
    try members[0].value.send("to the others", deadline: soon)
    for member in members[1...] {
      #expect(String(try member.value.receive(deadline: soon)) == "to the others")
    }
    #expect(try members[0].value.tryReceive() == nil)
    #expect(try running.stop())
  }

  /// However often it is told to stop, the pipe that tells it does not fill up.
  @Test func itIsStoppedManyTimes() throws {
    let transport = try Nanomsg()
    var device = try Nanomsg.Device(try transport.socket(.raw(.pull)), try transport.socket(.raw(.push)))
    let control = device.control
    for _ in 0..<100_000 { control.stop() }
    #expect(try device.run() == .stopped)
  }

  @Test func whatDoesNotFitIsRefused() throws {
    let transport = try Nanomsg()
    for (front, back) in [
      (Pattern<Nanomsg>.raw(.reply), Pattern<Nanomsg>.raw(.push)), (.raw(.pull), .raw(.pull)),
      (.reply, .request),
      (.raw(.pull), .push), (.raw(.publish), .raw(.publish)), (.raw(.survey), .raw(.request)),
    ] {
      let error = #expect(throws: MessagingError.self) {
        _ = try Nanomsg.Device(try transport.socket(front), try transport.socket(back))
      }
      #expect(error?.code == .invalidArgument && error?.operation == .open)
    }
    for pattern in [Pattern<Nanomsg>.raw(.pull), .raw(.publish), .bus] {
      let error = #expect(throws: MessagingError.self) {
        _ = try Nanomsg.Device(loopback: try transport.socket(pattern))
      }
      #expect(error?.code == .invalidArgument)
    }
  }

  /// Sending by hand would lose the headers.
  @Test func aRawSocketOnlyForwards() throws {
    var raw = try Nanomsg().socket(.raw(.request))
    try raw.bind("inproc://*")
    for error in [
      #expect(throws: MessagingError.self) { try raw.send("by hand") },
      #expect(throws: MessagingError.self) { try raw.trySend(copying: [1].span.bytes) },
      #expect(throws: MessagingError.self) { try raw.receive(deadline: soon).count },
      #expect(throws: MessagingError.self) { try raw.waitToReceive(deadline: soon) },
      #expect(throws: MessagingError.self) { try raw.waitToSend(deadline: soon) },
    ] { #expect(error?.code == .unsupported) }
  }
}

/// A device on a thread of its own, which is stopped at the latest when this is dropped.
private final class RunningDevice {
  private(set) var front = ""
  private(set) var back = ""
  private let control: ForwardingControl
  private var thread: Handle<ForwardingEnd>?

  convenience init(
    _ front: Pattern<Nanomsg>, _ back: Pattern<Nanomsg>, of transport: Nanomsg, at address: String
  ) throws {
    var one = try transport.socket(.raw(front))
    var other = try transport.socket(.raw(back))
    let endpoints = (try one.bind(address), try other.bind(address))
    try self.init(try Nanomsg.Device(one, other))
    (self.front, self.back) = endpoints
  }

  init(_ device: consuming Nanomsg.Device) throws {
    control = device.control
    thread = Handle(
      try JoinableThread(moving: device) { device in
        var device = device
        return try device.run()
      })
  }

  deinit {
    control.stop()
    _ = try? join()
  }

  /// - Returns: Whether it ended because of this.
  func stop() throws -> Bool {
    control.stop()
    return try join() == .stopped
  }

  @discardableResult
  func join() throws -> ForwardingEnd? {
    guard let thread else { return nil }
    self.thread = nil
    return try thread.join()
  }
}
