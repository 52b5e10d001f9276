import Messaging
import MessagingTesting
import Testing

@Suite struct RuleTests {
  /// Rules that cannot be followed, and words of what is said of them.
  static let wrongRules: [(FaultRule, String)] = [
    (.drop(.random(1.01)), "probability"),
    (.drop(.random(-0.01)), "probability"),
    (.drop(.random(.nan)), "probability"),
    (.drop(.number(0)), "numbered from 1"),
    (.drop(.numbers(-1...3)), "numbered from 1"),
    (.drop(.every(0)), "no last one"),
    (.delay(.all, by: .milliseconds(-1)), "not negative"),
    (.disconnect(after: .all, for: .seconds(-1), inFlight: .kept), "before it begins"),
    (.duplicate(.all, times: 0), "at least once"),
    (.reorder(.all, behind: 0), "at least one"),
    (.drop(.all).onConnection(0), "numbered from 1"),
    (.drop(.all).at("orders"), "inproc://name"),
    (.drop(.all).at("tcp://127.0.0.1:5555"), "inproc://name"),
    (.drop(.all).at("inproc://*"), "inproc://name"),
    (.failSend(.all, with: .timedOut).onConnection(1), "before it has a connection"),
  ]

  @Test(arguments: wrongRules.indices) func wrongRuleIsRefused(_ index: Int) throws {
    let (rule, words) = Self.wrongRules[index]
    do throws(MessagingError) {
      _ = try FaultyInProcess(.duplicate(.all), rule)
      Issue.record("\(rule) was taken")
    } catch {
      #expect(error.code == .invalidArgument)
      #expect(error.operation == .open)
      #expect(error.endpoint == "\(rule)")
      #expect(error.reason.contains(words))
    }
  }

  @Test func limitsAreTaken() throws {
    let transport = try FaultyInProcess(
      .drop(.random(0)), .drop(.random(1)), .delay(.number(1), by: .zero),
      .disconnect(after: .numbers(2...3), for: .zero, inFlight: .lost).at("inproc://a").onConnection(1))
    var link = try Link(transport)
    try link.send(1...1)
    #expect(transport.record.map(\.effect) == [.dropped])
  }

  @Test func ruleIsToldInWords() {
    let rule = FaultRule.drop(.every(10)).from(.request).at("inproc://a").onConnection(2)
    #expect(
      rule.description == "drop the last of every 10 messages from request at inproc://a on connection 2")
  }

  @Test(arguments: [0, 0.1, 0.5, 1]) func probabilityHolds(_ probability: Double) throws {
    let transport = try faulty(.drop(.random(probability)))
    var link = try Link(transport)
    let count = 4_000
    for number in 1...count {
      try link.send(number...number)
      _ = try link.arrivals()
    }
    let share = Double(transport.record.count) / Double(count)
    // Four standard deviations.
    #expect(abs(share - probability) <= 4 * (probability * (1 - probability) / Double(count)).squareRoot())
  }
}
