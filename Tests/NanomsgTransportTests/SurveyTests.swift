import Messaging
import NanomsgTransport
import TestSupport
import Testing

@Suite struct SurveyTests {
  /// Everybody is asked, everybody's response comes, and then the survey ends at its deadline.
  @Test(arguments: ["inproc://*", "ipc://*", "tcp://127.0.0.1:*", "ws://127.0.0.1:*"])
  func everybodyIsAsked(_ address: String) throws {
    var room = try Room(respondents: 3, at: address)
    try room.survey.set(.surveyDeadline, to: .milliseconds(500))
    for round in 1...2 {
      let start = ContinuousClock.now
      try room.survey.send("survey \(round)", deadline: soon)
      for (index, respondent) in room.respondents.enumerated() {
        #expect(String(try respondent.value.receive(deadline: soon)) == "survey \(round)")
        try respondent.value.send("response \(index)", deadline: soon)
      }
      var responses: Set<String> = []
      while let response = try room.survey.receiveResponse(deadline: soon) {
        responses.insert(String(response))
      }
      #expect(responses == ["response 0", "response 1", "response 2"])
      #expect(ContinuousClock.now - start >= .milliseconds(499))
    }
  }

  @Test func aSurveyThatEndedIsSaidOnce() throws {
    var room = try Room(respondents: 1)
    try room.survey.set(.surveyDeadline, to: .milliseconds(10))
    try room.survey.send("nobody answers", deadline: soon)
    var error = #expect(throws: MessagingError.self) { try room.survey.receive(deadline: soon).count }
    #expect(error?.code == .surveyEnded)
    error = #expect(throws: MessagingError.self) { try room.survey.receive(deadline: soon).count }
    #expect(error?.code == .invalidState)
    error = #expect(throws: MessagingError.self) { try room.survey.waitToReceive(deadline: soon) }
    #expect(error?.code == .invalidState)

    // What comes too late is not taken for a response to the next survey.
    _ = try room.respondents[0].value.receive(deadline: soon)
    try room.respondents[0].value.send("late", deadline: soon)
    try room.survey.set(.surveyDeadline, to: .seconds(20))
    try room.survey.send("again", deadline: soon)
    #expect(String(try room.respondents[0].value.receive(deadline: soon)) == "again")
    try room.respondents[0].value.send("in time", deadline: soon)
    #expect(try room.survey.receiveText() == "in time")
  }

  @Test func theCallersDeadlineIsNotTheSurveys() throws {
    var room = try Room(respondents: 1)
    try room.survey.set(.surveyDeadline, to: .seconds(20))
    try room.survey.send("a long survey", deadline: soon)
    #expect(try room.survey.tryReceive() == nil)
    let error = #expect(throws: MessagingError.self) {
      try room.survey.receiveResponse(deadline: .after(.milliseconds(10)))?.count
    }
    #expect(error?.code == .timedOut)
    _ = try room.respondents[0].value.receive(deadline: soon)
    try room.respondents[0].value.send("still welcome", deadline: soon)
    #expect(try room.survey.receiveText() == "still welcome")
  }

  @Test func theNextSurveyEndsTheOneUnderWay() throws {
    var room = try Room(respondents: 1)
    try room.survey.set(.surveyDeadline, to: .seconds(20))
    for number in 0..<100 { try room.survey.send("\(number)", deadline: soon) }
    var last = ""
    while last != "99" {
      last = String(try room.respondents[0].value.receive(deadline: soon))
      try room.respondents[0].value.send("to \(last)", deadline: soon)
    }
    #expect(try room.survey.receiveText() == "to 99")
    #expect(try room.survey.tryReceive() == nil)
  }

  @Test func turnsAreKept() throws {
    var room = try Room(respondents: 1)
    var error = #expect(throws: MessagingError.self) { try room.survey.tryReceive() == nil }
    #expect(error?.code == .invalidState)
    let respondent = room.respondents[0]
    error = #expect(throws: MessagingError.self) { try respondent.value.send("unasked") }
    #expect(error?.code == .invalidState)
    error = #expect(throws: MessagingError.self) { try respondent.value.waitToSend(deadline: soon) }
    #expect(error?.code == .invalidState)

    try room.survey.send("one response each", deadline: soon)
    _ = try respondent.value.receive(deadline: soon)
    #expect(try respondent.value.waitToSend(deadline: soon))
    try respondent.value.send("mine", deadline: soon)
    error = #expect(throws: MessagingError.self) { try respondent.value.send("another") }
    #expect(error?.code == .invalidState)
  }

  /// The library gives up the survey at hand when asked for the next one.
  @Test func aSurveyCanBeDeclined() throws {
    var room = try Room(respondents: 1)
    let respondent = room.respondents[0]
    try room.survey.send("declined", deadline: soon)
    _ = try respondent.value.receive(deadline: soon)
    #expect(try respondent.value.tryReceive() == nil)
    let error = #expect(throws: MessagingError.self) { try respondent.value.send("too late") }
    #expect(error?.code == .invalidState)
    try room.survey.send("accepted", deadline: soon)
    #expect(String(try respondent.value.receive(deadline: soon)) == "accepted")
    try respondent.value.send("yes", deadline: soon)
    #expect(try room.survey.receiveText() == "yes")
  }
}

/// A surveyor that is connected with its respondents.
private struct Room: ~Copyable {
  var survey: Socket<Nanomsg>
  let respondents: [Box<Socket<Nanomsg>>]

  init(respondents count: Int, at address: String = "inproc://*") throws {
    let transport = try Nanomsg()
    var survey = try transport.socket(.survey)
    let endpoint = try survey.bind(address)
    let respondents = try (0..<count).map { _ in
      var respondent = try transport.socket(.respond)
      try respondent.connect(endpoint)
      return Box(respondent)
    }
    try survey.awaitPeers(count)
    for respondent in respondents { try respondent.value.awaitPeers(1) }
    self.survey = survey
    self.respondents = respondents
  }
}

extension Socket where T == Nanomsg {
  /// Waits until this many peers are connected: patterns that do not wait leave out the others.
  mutating func awaitPeers(_ count: Int) throws {
    let isComplete = try eventually { try statistics.currentConnections == count }
    try #require(isComplete)
  }
}

extension Socket where T == Nanomsg {
  /// The next response; `nil` when the survey is over.
  fileprivate mutating func receiveText() throws -> String? {
    guard let response = try receiveResponse(deadline: soon) else { return nil }
    return String(response)
  }
}
