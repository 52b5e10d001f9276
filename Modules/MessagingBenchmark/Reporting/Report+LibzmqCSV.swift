import Foundation

/// What libzmq's `perf/generate_csv.sh` writes, and its `generate_graphs.py` reads.
extension Report {
  /// Throughput or latency as libzmq's own programs would have printed them, a line for each size.
  ///
  /// Their files hold one series of sizes. Where there are several arms, transports or addresses, each series
  /// follows a comment that names it. The figures are medians over rounds, where libzmq's are means of a
  /// single one.
  public func libzmqCSV() -> String {
    var series: [String: [String]] = [:]
    var names: [String] = []
    for result in results.sorted(by: { $0.size < $1.size }) {
      for arm in result.arms {
        let name =
          ([result.experiment, result.transport, result.endpoint, result.pattern, arm.name]
          + [result.subject].compactMap(\.self)).joined(separator: " ")
        if series[name] == nil { names.append(name) }
        series[name, default: []].append(Self.line(arm, in: result))
      }
    }
    guard names.count > 1 else { return header + (series.values.first ?? []).joined() }
    return names.map { "# \($0)\n" + header + series[$0, default: []].joined() }.joined()
  }

  /// What is wrong with writing what is asked for in this form; `nil` if nothing is.
  public static func problemWithLibzmqCSV(of configuration: Configuration) -> String? {
    guard configuration.rate == nil else {
      return "libzmq-csv holds latency of round trips, not at a rate; csv holds everything"
    }
    let fitting = [[Experiment.throughput.name], [Experiment.latency.name]]
    guard !fitting.contains(configuration.experiments) else { return nil }
    return
      "libzmq-csv holds either throughput or latency, not "
      + "\(configuration.experiments.joined(separator: ",")); csv holds everything"
  }

  private var header: String {
    configuration.experiments == [Experiment.latency.name]
      ? "# message_size,message_count,latency[us]\n"
      : "# message_size,message_count,PPS[msg/s],throughput[Mb/s]\n"
  }

  private static func line(_ arm: Arm, in result: Result) -> String {
    let time = arm.nanosecondsPerMessage.estimate
    let prefix = "\(result.size),\(result.messagesPerRound),"
    return result.experiment == Experiment.latency.name
      ? prefix + String(format: "%.3f\n", time / 1_000)
      : prefix + "\(Int(1e9 / time)),"
        + String(format: "%.3f\n", Double(result.size) * 8 * 1_000 / time)
  }
}
