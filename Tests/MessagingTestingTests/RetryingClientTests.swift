import Foundation
import InProcessTransport
import Messaging
import MessagingTesting
import Testing

// An application, as its own tests have it: an account, whose deposits have to count once whatever becomes of a message.

/// Answers `identifier amount` with the balance. It has seen a request before if it knows the identifier.
struct Account<T: Transport>: ~Copyable {
  private var socket: Socket<T>
  private var balance = 0
  private var answers: [String: String] = [:]
  private let remembers: Bool

  init(on transport: T, at address: String, remembers: Bool = true) throws(MessagingError) {
    var socket = try transport.socket(.reply)
    try socket.bind(address)
    self.socket = socket
    self.remembers = remembers
  }

  /// Answers one request.
  mutating func step() throws(MessagingError) {
    let words = String(try socket.receive()).split(separator: " ")
    guard words.count == 2, let amount = Int(words[1]) else { return try socket.send("?") }
    let identifier = String(words[0])
    if let answer = answers[identifier] { return try socket.send(answer) }
    balance += amount
    if remembers { answers[identifier] = "\(balance)" }
    try socket.send("\(balance)")
  }
}

/// Deposits, again and again until it has an answer: with a new socket each time, since the old one waits for its reply.
struct Depositor<T: Transport> {
  struct GaveUp: Error {}

  let transport: T
  let address: String
  var patience = Duration.milliseconds(50)
  var attempts = 40

  /// - Returns: The balance.
  func deposit(_ amount: Int) throws -> Int {
    let identifier = UUID().uuidString
    for _ in 1...attempts {
      do throws(MessagingError) {
        if let balance = Int(try ask("\(identifier) \(amount)")) { return balance }
      } catch {
        guard error.code == .timedOut || error.code == .outOfResources else { throw error }
      }
    }
    throw GaveUp()
  }

  private func ask(_ question: String) throws(MessagingError) -> String {
    var socket = try transport.socket(.request)
    try socket.connect(address)
    try socket.send(question, deadline: .after(patience))
    return String(try socket.receive(deadline: .after(patience)))
  }
}

// Its tests.

@Suite struct RetryingClientTests {
  /// Has an account answer in a thread of its own while `body` runs.
  private func withAccount<T: Transport>(
    on transport: T, remembers: Bool = true, _ body: (Depositor<T>) throws -> Int
  ) throws -> Int {
    let address = "inproc://account"
    let isBound = DispatchSemaphore(value: 0)
    let hasEnded = DispatchSemaphore(value: 0)
    Thread.detachNewThread {
      defer { hasEnded.signal() }
      do {
        var account = try Account(on: transport, at: address, remembers: remembers)
        isBound.signal()
        while true { try account.step() }
      } catch {
        // The transport was shut down.
        isBound.signal()
      }
    }
    isBound.wait()
    defer {
      transport.shutdown()
      hasEnded.wait()
    }
    return try body(Depositor(transport: transport, address: address))
  }

  /// Deposits 1 a hundred times.
  private func depositAll<T: Transport>(_ depositor: Depositor<T>) throws -> Int {
    var balance = 0
    for _ in 1...100 { balance = try depositor.deposit(1) }
    return balance
  }

  @Test func worksWhereNothingGoesWrong() throws {
    #expect(try withAccount(on: InProcess(), depositAll) == 100)
  }

  @Test(arguments: [
    ("lost requests", [FaultRule.drop(.random(0.1)).from(.request)]),
    ("lost replies", [.drop(.random(0.1)).from(.reply)]),
    ("requests twice", [.duplicate(.random(0.2)).from(.request)]),
    ("replies twice", [.duplicate(.random(0.2)).from(.reply)]),
    ("broken connections", [.disconnect(after: .random(0.1), inFlight: .lost)]),
    ("failing sends", [.failSend(.random(0.1), with: .timedOut).from(.request)]),
    (
      "everything",
      [
        .drop(.random(0.03)), .duplicate(.random(0.1)), .delay(.random(0.1), by: .milliseconds(2)),
        .disconnect(after: .random(0.03), for: .milliseconds(2), inFlight: .lost),
        .failSend(.random(0.03), with: .outOfResources).from(.request),
      ]
    ),
  ])
  func everyDepositCountsOnce(_ what: String, _ rules: [FaultRule]) throws {
    let transport = try FaultyInProcess(rules, seed: 2024)
    #expect(try withAccount(on: transport, depositAll) == 100)
    #expect(!transport.record.isEmpty, "\(what): the rules have to strike for the test to say something")
  }

  /// An account that forgets counts a deposit twice, so that the test above can fail.
  @Test func forgetfulAccountIsFoundOut() throws {
    let transport = try FaultyInProcess(.duplicate(.number(1)).from(.request).onConnection(3))
    let balance = try withAccount(on: transport, remembers: false) { depositor in
      var depositor = depositor
      // Nothing is lost, so nothing is to be sent again.
      depositor.patience = .seconds(30)
      return try depositAll(depositor)
    }
    #expect(balance == 101)
  }

  /// One deposit, step by step, in no time at all.
  @Test func lostReplyIsAskedForAgain() throws {
    let transport = try FaultyInProcess(.drop(.number(1)).from(.reply).onConnection(1))
    var account = try Account(on: transport, at: "inproc://account")
    var answers: [String] = []
    for _ in 1...2 {
      var request = try transport.socket(.request)
      try request.connect("inproc://account")
      try request.send("one 5")
      try account.step()
      if let reply = try request.tryReceive() { answers.append(String(reply)) }
    }
    #expect(answers == ["5"])
    #expect(transport.record.map(\.description) == ["inproc://account #1 reply 1: dropped"])
  }
}
