#if Nanomsg
  import ArgumentParser
  import Foundation
  import Messaging
  import NanomsgTransport

  /// A question to everybody, whose answers count until a deadline.
  ///
  /// All sockets are in one thread here, which shows in what order things happen. Elsewhere they are on different machines.
  struct Survey: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "A nanomsg survey with a deadline, which one respondent misses.")

    func run() throws {
      let transport = try Nanomsg()
      var survey = try transport.socket(.survey)
      try survey.set(.surveyDeadline, to: .seconds(1))
      let address = try survey.bind("tcp://127.0.0.1:*")
      var north = try transport.socket(.respond)
      try north.connect(address)
      var south = try transport.socket(.respond)
      try south.connect(address)
      var slow = try transport.socket(.respond)
      try slow.connect(address)

      // A survey goes to those who are there when it is sent.
      let deadline = Deadline.soon
      while try survey.statistics.currentConnections < 3, deadline.remaining != .zero {
        Thread.sleep(forTimeInterval: 0.001)
      }
      try survey.send("how warm is it?", deadline: .soon)
      try respond("north: 21", on: &north)
      try respond("south: 24", on: &south)
      _ = try slow.receive(deadline: .soon)
      print("first survey: \(try collect(from: &survey, upTo: 3))")

      // Nobody is told that a response came too late: it is dropped. It does not count for the next survey either.
      try slow.send("slow: 22, some time ago", deadline: .soon)
      try survey.send("and now?", deadline: .soon)
      try respond("north: 20", on: &north)
      try respond("south: 25", on: &south)
      try respond("slow: 23", on: &slow)
      print("second survey: \(try collect(from: &survey, upTo: 3))")
    }
  }

  /// Takes part in the next survey.
  private func respond(_ text: String, on socket: inout Socket<Nanomsg>) throws(MessagingError) {
    // Before a survey was received, there is nothing to respond to.
    _ = try socket.receive(deadline: .soon)
    try socket.send(text, deadline: .soon)
  }

  /// The responses until the survey is over, or `count` of them. They come in any order.
  private func collect(
    from survey: inout Socket<Nanomsg>, upTo count: Int
  ) throws(MessagingError) -> String {
    var responses: [String] = []
    while responses.count < count, let response = try survey.receiveResponse() {
      responses.append(String(response))
    }
    return responses.sorted().joined(separator: ", ")
  }
#endif
