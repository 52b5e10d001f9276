@testable import MessagingBenchmark
@testable import msgbench

extension Report {
  /// A report with something for each picture.
  static func sampleOfEverything() -> Report {
    var report = sample()
    report.configuration.commands = ["msgbench compare --quick"]
    report.results += [64, 65_536].flatMap { size in
      [
        Result.sample(
          "throughput", transport: "zmq,inprocess", size: size,
          arms: [
            .sample("zmq copy+buffer", 300 * Double(size)),
            .sample("inprocess copy+buffer", 30, transport: "inprocess"),
          ], ratios: [(0.1, 0.02)]),
        .sample(
          "retention", subject: "all kept", transport: "zmq", size: size, arms: keptArms, ratios: [(1.2, 0.5)]
        ),
      ]
    }
    report.results.append(.sampleOfScaling)
    report.findings = FindingVerdict.allCases.map { verdict in
      Finding(
        id: "F3", claim: "Receiving into a pool is slower than plain receiving.", transport: "zmq",
        endpoint: verdict == .notApplicable ? "" : "tcp", size: verdict == .notApplicable ? 0 : 64,
        seedRatio: 1.1,
        ratio: .sample(1.2, 0.1), verdict: verdict, reason: "the copy comes on top",
        advice: "receive plainly")
    }
    report.explanations = [.sample]
    report.selftest = SelfTest(
      trials: 100, falseAlarmRate: 0.01,
      detections: [
        Detection(
          transport: "zmq", endpoint: "inproc", size: 64, injectedPercent: 5, foundPercent: .sample(5.2, 0.3),
          verdict: .slower)
      ])
    report.difference = Difference(from: report, named: "old.json", to: report, Difference.Criteria())
    return report
  }

  private static var keptArms: [Arm] {
    ["as received", "pooled"].map { name in
      var arm = Arm.sample(name, 100)
      arm.retainedBytesPerMessage = name == "pooled" ? 80 : 8_192
      return arm
    }
  }
}

extension Report.Result {
  static var sampleOfScaling: Report.Result {
    var result = sample(
      "scaling", subject: "sockets", transport: "zmq", size: 64,
      arms: ["1", "10", "100"].map { name in
        var arm = Report.Arm.sample(name, 1_000)
        arm.memoryPerSocket = SocketMemory(bytesInUse: 50_000, residentBytes: nil)
        return arm
      }, ratios: [(1, 0.1), (1.1, 0.1)])
    result.growth = Report.Growth(exponent: .sample(0.1, 0.1))
    return result
  }
}

extension Explanation {
  static var sample: Explanation {
    func interval(_ estimate: Double, _ width: Double) -> Interval {
      Interval(estimate: estimate, low: estimate - width, high: estimate + width)
    }
    func stage(_ name: String, _ a: Double, _ b: Double, _ contribution: Interval) -> Stage {
      Stage(
        name: name, side: .receiver, aloneA: a, aloneB: b, sensitivity: interval(0.3, 0.1),
        contribution: contribution)
    }
    return Explanation(
      experiment: "pooled-receive", transport: "zmq", endpoint: "tcp", size: 64, launches: 10,
      armA: "message",
      armB: "pooled", pipelineNanoseconds: interval(300, 5), gapNanoseconds: interval(24, 5),
      controlNanoseconds: interval(0.4, 3),
      stages: [
        stage("receive", 60, 45, interval(-5, 1)),
        stage("copy into a buffer of the pool", 0, 38, interval(13, 4)),
      ], sensitivities: [], terms: [Term(name: "wake-ups", contribution: interval(8, 4))],
      isolatedNanoseconds: interval(23, 2),
      unpredictedNanoseconds: interval(1, 4), sumNanoseconds: interval(16, 6), residual: interval(8, 9),
      isExplained: true, ruledOut: [],
      sentence: "The receiver is the faster side: its cost is hidden.")
  }
}
