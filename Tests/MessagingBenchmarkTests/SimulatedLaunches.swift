import Foundation

@testable import MessagingBenchmark

/// Launches of arms whose true times are known, on a machine whose noise is made up.
struct SimulatedLaunches {
  var count: Int
  var rounds: Int
  /// The true time of each arm; the last one is the control.
  var times: [Double]
  /// How much a launch makes each arm faster or slower for its whole length, at most, as a logarithm.
  var launchNoise = 0.0
  /// The same of each run, whose noise is skewed: some runs take much longer.
  var runNoise = 0.0

  func one(seed: UInt64) -> Launch {
    var generator = SplitMix64(seed: seed)
    return make(&generator)[0]
  }

  func make(_ generator: inout SplitMix64) -> [Launch] {
    (0..<count).map { _ in
      var launch = Launch(moves: 1, baselineNanoseconds: times[0])
      let places = times.map { _ in Double.random(in: -launchNoise...launchNoise, using: &generator) }
      for _ in 0..<rounds {
        // What all arms of a round share, such as another process on the same core.
        let load = Double.random(in: 1...5, using: &generator)
        launch.rounds.append(
          zip(times, places).map { time, place in
            let uniform = Double.random(in: 0..<1, using: &generator)
            return Sample(
              messages: 1, nanosecondsPerMessage: time * load * exp(place + runNoise * uniform * uniform),
              elapsedNanoseconds: 0, processorNanoseconds: 0, voluntarySwitches: 0)
          })
      }
      return launch
    }
  }
}
