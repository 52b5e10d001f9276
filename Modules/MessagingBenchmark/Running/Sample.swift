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
}

extension Sample {
  init(_ meter: Meter, messages: Int, durations: UnsafeBufferPointer<UInt64>) {
    self.messages = messages
    elapsedNanoseconds = Double(meter.nanoseconds)
    processorNanoseconds = Double(meter.processorNanoseconds)
    voluntarySwitches = meter.voluntarySwitches
    // A timed message is a round trip, which is two messages.
    nanosecondsPerMessage =
      durations.isEmpty
      ? elapsedNanoseconds / Double(messages) : durations.map { Double($0) }.median / 2
  }
}
