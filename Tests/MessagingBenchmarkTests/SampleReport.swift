@testable import MessagingBenchmark
@testable import msgbench

extension Report {
  /// A report whose figures are made up: throughput with a verdict of each kind, and latency with
  /// percentiles.
  static func sample(experiments: [Experiment] = [.throughput, .latency]) -> Report {
    var report = Report(
      environment: .sample,
      configuration: Configuration(
        experiments: experiments, scope: Scope(transports: transports.suffix(1), sizes: [64]),
        settings: Settings(seed: 7)),
      notes: ["inprocess has no tcp; it has inproc"])
    if experiments.contains(where: { $0.name == "throughput" }) {
      report.results.append(
        .sample(
          "throughput", transport: "zmq", size: 64,
          arms: [
            .sample("copy+buffer", 250), .sample("message+reused", 300),
            .sample("a very long way to say pooled", 125),
            .sample("message+message", 251, allocations: nil),
          ],
          ratios: [(1.2, 0.05), (0.5, 0.02), (1.004, 0.01)]))
    }
    if experiments.contains(where: { $0.name == "latency" }) {
      var arms = [Arm.sample("zmq", 8_000), .sample("inprocess", 1_600, transport: "inprocess")]
      arms[0].percentiles = Percentiles(p50: 8_000, p90: 9_100, p99: 15_200, p999: 175_000, max: 2_548_000)
      arms[1].percentiles = Percentiles(p50: 1_600, p90: 2_160, p99: 27_600, p999: 41_500, max: 237_800)
      report.results.append(
        .sample(
          "latency", transport: "zmq,inprocess", pattern: "pair", size: 64, arms: arms, ratios: [(0.2, 0.3)]))
    }
    return report
  }
}

extension Environment {
  static let sample = Environment(
    processor: "A Processor", cores: 8, kernel: "Linux 6.1 x86_64", operatingSystem: "Debian 12",
    swift: "6.2",
    isDebugBuild: false, libraries: ["zmq": "libzmq 4.3.4"], loadAverage: [0.5, 0.25, 0])
}

extension Report.Result {
  /// - Parameter ratios: Of each arm but the first, with how far the interval goes up and down.
  static func sample(
    _ experiment: String, subject: String? = nil, transport: String, pattern: String = "push-pull", size: Int,
    arms: [Report.Arm], ratios: [(Double, Double)]
  ) -> Report.Result {
    let control = Interval.sample(1.001, 0.01)
    return Report.Result(
      experiment: experiment, subject: subject, transport: transport, endpoint: "inproc", pattern: pattern,
      size: size, launches: 10, rounds: 200, messagesPerRound: 5_000, arms: arms,
      comparisons: zip(arms.dropFirst(), ratios).map { arm, ratio in
        let ratio = Interval.sample(ratio.0, ratio.1)
        return Report.Comparison(
          arm: arm.name, baseline: arms[0].name, ratio: ratio, control: control,
          verdict: Verdict(ratio: ratio, control: control), fasterLaunches: 0, slowerLaunches: 0)
      }, contests: [])
  }
}

extension Report.Arm {
  static func sample(
    _ name: String, _ nanoseconds: Double, transport: String = "zmq", allocations: Double? = 2
  ) -> Report.Arm {
    Report.Arm(
      name: name, transport: transport, nanosecondsPerMessage: .sample(nanoseconds, 0.1),
      messagesPerSecond: 1e9 / nanoseconds, allocationsPerMessage: allocations,
      cpuNanosecondsPerMessage: 2 * nanoseconds, voluntarySwitchesPerThousand: 0.5)
  }
}

extension Interval {
  /// - Parameter share: How far it goes up and down.
  static func sample(_ estimate: Double, _ share: Double) -> Interval {
    Interval(estimate: estimate, low: estimate / (1 + share), high: estimate * (1 + share))
  }
}
