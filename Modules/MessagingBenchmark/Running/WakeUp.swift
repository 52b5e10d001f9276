import CBenchmarkSupport
import Dispatch
import POSIXSupport

/// What it takes to wake a thread that sleeps.
enum WakeUp {
  /// From when one thread wakes another to when that runs: the median of many, each half of a round trip.
  static func nanoseconds() throws -> Double {
    let (ping, pong) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
    let thread = try JoinableThread<Void> {
      for _ in 0..<roundTrips {
        ping.wait()
        pong.signal()
      }
    }
    let times = (0..<roundTrips).map { _ in
      let start = benchmark_nanoseconds()
      ping.signal()
      pong.wait()
      return Double(benchmark_nanoseconds() - start)
    }
    try thread.join()
    return times.median / 2
  }

  private static let roundTrips = 200
}
