/// What a ``Reference`` does wrong.
enum Fault: String, CaseIterable, Sendable {
  case losesMessages, duplicatesMessages, reordersMessages, truncatesMessages, altersBytes
  case returnsLate, missesDeadlines, blocksForever, claimsReadiness, overlooksWhatIsThere
  case keepsSentMessages, spoilsUnsentMessages, reportsWouldBlockAsError
  case leaksSockets, ignoresLinger, ignoresShutdown
  case ignoresPrefixes, misdirectsReplies, favorsOnePeer, favorsOneSender
  case acceptsWithoutBound, stealsAddresses, opensWhatItLacks
  case keepsBuffers, returnsBuffersEarly, returnsBuffersTwice, returnsUnsentBuffers, sendsWholeBuffers

  /// What happens to messages happens to every so many of them, so that the first ones look fine.
  static let period = 7
}
