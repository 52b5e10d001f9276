import Histogram

/// One sample of each arm, measured close together: what is compared is paired here.
typealias Round = [Sample]

/// The rounds of one process, by arm: the baseline, the other arms, and the baseline again as the control.
struct Launch {
  var rounds: [Round] = []

  /// The times of single round trips in nanoseconds, by arm; empty where they are not timed.
  var roundTrips: [Histogram<UInt64>]

  /// By arm, `nil` where that is not measured.
  var memoryPerSocket: [SocketMemory?] = []
}
