import Testing

@testable import MessagingBenchmark
@testable import msgbench

@Suite struct TrialTests {
  /// A trial with so many simulated launches of two equal arms.
  private func trial(_ settings: Settings, launches: Int, noise: Double) throws -> Trial {
    let scope = Scope(transports: transports.suffix(1), endpoints: [.inproc], sizes: [64])
    var comparison = try Plan([.copyAblation], scope).comparisons[0]
    comparison.arms = Array(comparison.arms.prefix(2))
    var trial = Trial(comparison, pace: Pace(settings, share: .seconds(4), arms: 3))
    var generator = SplitMix64(seed: 9)
    let simulated = SimulatedLaunches(count: launches, rounds: 5, times: [1, 1, 1], launchNoise: noise)
    for launch in simulated.make(&generator) { trial.add(launch, after: .milliseconds(100)) }
    return trial
  }

  @Test func withoutABudgetOfItsOwnItEndsAsPlanned() throws {
    let settings = Settings()
    #expect(try trial(settings, launches: 19, noise: 0.5).isDue(settings))
    #expect(try !trial(settings, launches: 20, noise: 0.5).isDue(settings))
  }

  @Test func withABudgetItGoesOnUntilItIsPrecise() throws {
    let settings = Settings(budget: .seconds(100))
    #expect(try trial(settings, launches: 40, noise: 0.5).isDue(settings))
    #expect(try !trial(settings, launches: 40, noise: 0.001).isDue(settings))
  }

  @Test func whatCannotPassIsGivenUp() throws {
    let settings = Settings(budget: .seconds(100))
    for (failure, isOver) in [
      (LaunchError.failed(reason: ""), true), (.hung(seconds: 1, activity: ""), true),
      (.crashed(signal: 6, lastWords: ""), false),
    ] {
      var trial = try trial(settings, launches: 2, noise: 0.5)
      trial.add(failure, after: .zero)
      #expect(trial.isDue(settings) == !isOver)
      trial.add(failure, after: .zero)
      #expect(!trial.isDue(settings))
    }
  }

  /// Where runs say nothing when they are short, they are long, and are not shortened below that.
  @Test func someRunsHaveToBeLong() throws {
    #expect(Pace(Settings(), share: .seconds(1), arms: 4, leastRun: 10e6).nanosecondsPerRun >= 10e6)
    let pace = Pace(Settings(), share: .seconds(1_000), arms: 4, leastRun: 100e6)
    #expect(pace.nanosecondsPerRun == 1e9)
    #expect(pace.rounds == Settings.minimumRounds)

    let scope = Scope(transports: transports.suffix(1), endpoints: [.inproc], sizes: [64])
    func moves(leastRun: Double) throws -> Int? {
      let pace = Pace(Settings(), share: .seconds(1_000), arms: 5, leastRun: leastRun)
      var trial = Trial(try Plan([.receiveMode], scope).comparisons[0], pace: pace)
      trial.add(Launch(moves: 1_000, baselineNanoseconds: 1), after: .zero)
      trial.shortenRuns(by: 0.01)
      return trial.calibration?.moves
    }
    #expect(try moves(leastRun: 0) == 16)
    #expect(try moves(leastRun: 10e6) == 100)
  }

  @Test func fewMovesAreNotMadeMore() throws {
    let scope = Scope(transports: transports.suffix(1), endpoints: [.inproc], sizes: [64], rate: 1)
    var trial = Trial(
      try Plan([.latency], scope).comparisons[0], pace: Pace(Settings(), share: .seconds(1), arms: 2))
    trial.add(Launch(moves: 2, baselineNanoseconds: 1e9), after: .zero)
    trial.shortenRuns(by: 0.5)
    #expect(trial.calibration?.moves == 2)
  }

  @Test(arguments: [(seconds: 0.1, launches: 5), (1.0, 6), (10, 20), (1_000, 20)])
  func launchesFitIntoTheTime(seconds: Double, launches: Int) {
    let settings = Settings()
    let pace = Pace(settings, share: .seconds(seconds), arms: 4)
    #expect(pace.launches == launches)
    let time = Double(pace.launches * (pace.rounds + 1) * 4) * pace.nanosecondsPerRun / 1e9
    #expect(time < seconds || pace.launches == settings.minimumLaunches)
  }
}
