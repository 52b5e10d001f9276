/// What one run of one arm measured.
struct Sample: Codable, Sendable {
  /// The number of messages, two for a round trip.
  var messages: Int

  /// The time of one message: the mean, or the median where each one was timed.
  var nanosecondsPerMessage: Double

  var elapsedNanoseconds: Double

  /// The processor time of all threads.
  var processorNanoseconds: Double

  /// How often threads of the process went to sleep.
  var voluntarySwitches: UInt64

  /// How long it took to send the messages of an open loop; `nil` elsewhere.
  var sendingNanoseconds: Double?

  /// What the threads of a pipeline took; `nil` elsewhere.
  var threads: [ThreadTime]?
}

extension Sample {
  /// - Parameter latency: The time of one message in nanoseconds, where each was timed.
  init(_ meter: Meter, messages: Int, latency: Double?, sendingNanoseconds: Double?) {
    self.messages = messages
    elapsedNanoseconds = Double(meter.nanoseconds)
    processorNanoseconds = Double(meter.processorNanoseconds)
    voluntarySwitches = meter.voluntarySwitches
    nanosecondsPerMessage = latency ?? elapsedNanoseconds / Double(messages)
    self.sendingNanoseconds = sendingNanoseconds
  }
}
