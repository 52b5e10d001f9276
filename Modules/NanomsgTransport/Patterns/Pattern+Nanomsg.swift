public import Messaging

extension Pattern where T == Nanomsg {
  /// Asks all of its peers at once and receives their responses, until a deadline (`NN_SURVEYOR`).
  ///
  ///     var survey = try transport.socket(.survey)
  ///     try survey.set(.surveyDeadline, to: .milliseconds(200))
  ///     try survey.send("who is there?")
  ///     while let response = try survey.receiveResponse() { ... }
  ///
  /// A survey does not wait: peers that are not connected yet do not get it. Sending another one ends the one under way;
  /// late responses are dropped.
  public static var survey: Self { Self("survey") }

  /// Receives surveys and may respond to each, once (`NN_RESPONDENT`).
  ///
  /// Receiving again gives up the survey at hand, also when there is none to follow. A response does not wait: it is dropped
  /// when the surveyor is gone or does not keep up.
  public static var respond: Self { Self("respond") }

  /// Sends each message to all of its direct peers, and receives what they send (`NN_BUS`). Sending does not wait: peers
  /// that do not keep up miss the message.
  public static var bus: Self { Self("bus") }

  /// The half of a ``Nanomsg/Device`` that speaks a pattern (`AF_SP_RAW`): it leaves the pattern's headers on messages, so
  /// that replies find their way back.
  ///
  /// Such a socket is bound, connected and configured as others are. It does not send and receive by itself, which throws
  /// `unsupported`: that would lose the headers. One of ``/Messaging/Pattern/subscribe`` is subscribed to everything.
  public static func raw(_ pattern: Self) -> Self {
    Self("\(rawPrefix)\(pattern.name)", sends: false, receives: false)
  }

  /// Whether a socket of this pattern is one of ``raw(_:)``.
  public var isRaw: Bool { name.hasPrefix(Self.rawPrefix) }

  private static var rawPrefix: String { "raw " }

  /// Every pattern whose sockets send and receive.
  static var cooked: [Self] { common + [.survey, .respond, .bus] }
}
