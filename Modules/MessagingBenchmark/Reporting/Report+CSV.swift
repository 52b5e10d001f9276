extension Report {
  /// All figures as comma-separated values, a row for each arm. The header is always the same.
  public func csv() -> String {
    let columns = Self.columns
    let rows = results.flatMap { result in
      result.arms.map { arm in
        Row(
          result: result, arm: arm, comparison: result.comparisons.first { $0.arm == arm.name },
          change: difference?.changes.first { $0.place == Place(result) && $0.arm == arm.name })
      }
    }
    return CSV.line(columns.map(\.name))
      + rows.map { row in CSV.line(columns.map { $0.field(row) }) }.joined()
  }

  private struct Row {
    var result: Result
    var arm: Arm
    var comparison: Comparison?
    var change: Difference.Change?
  }

  private struct Column {
    var name: String
    var field: (Row) -> String?

    init(_ name: String, _ value: @escaping (Row) -> (some CustomStringConvertible)?) {
      self.name = name
      field = { value($0)?.description }
    }

    /// An estimate and the ends of its interval.
    static func interval(_ name: String, _ value: @escaping (Row) -> Interval?) -> [Column] {
      [
        Column(name) { value($0)?.estimate }, Column("\(name)_low") { value($0)?.low },
        Column("\(name)_high") { value($0)?.high },
      ]
    }

    /// How a quantity changed, and what that says.
    static func change(_ name: String, _ value: @escaping (Row) -> Difference.Development?) -> [Column] {
      interval(name) { value($0)?.change } + [Column("\(name)_verdict") { value($0)?.verdict?.rawValue }]
    }
  }

  private static var columns: [Column] {
    [
      Column("experiment") { $0.result.experiment }, Column("subject") { $0.result.subject },
      Column("transport") { $0.result.transport }, Column("endpoint") { $0.result.endpoint },
      Column("pattern") { $0.result.pattern }, Column("size_bytes") { $0.result.size },
      Column("launches") { $0.result.launches }, Column("rounds") { $0.result.rounds },
      Column("messages_per_round") { $0.result.messagesPerRound },
      Column("arm") { $0.arm.name }, Column("arm_transport") { $0.arm.transport },
    ] + Column.interval("time_ns_per_message") { $0.arm.nanosecondsPerMessage } + [
      Column("messages_per_second") { $0.arm.messagesPerSecond },
      Column("offered_messages_per_second") { $0.arm.rate?.offered },
      Column("cpu_ns_per_message") { $0.arm.cpuNanosecondsPerMessage },
      Column("voluntary_switches_per_1000_messages") { $0.arm.voluntarySwitchesPerThousand },
      Column("allocations_per_message") { $0.arm.allocationsPerMessage },
      Column("retained_bytes_per_message") { $0.arm.retainedBytesPerMessage },
      Column("allocated_bytes_per_socket") { $0.arm.memoryPerSocket?.bytesInUse },
      Column("resident_bytes_per_socket") { $0.arm.memoryPerSocket?.residentBytes },
      Column("injected_percent") { $0.arm.injectedPercent },
      Column("p50_ns") { $0.arm.percentiles?.p50 }, Column("p90_ns") { $0.arm.percentiles?.p90 },
      Column("p99_ns") { $0.arm.percentiles?.p99 }, Column("p99_9_ns") { $0.arm.percentiles?.p999 },
      Column("max_ns") { $0.arm.percentiles?.max },
      Column("baseline") { $0.comparison?.baseline },
    ] + Column.interval("time_ratio") { $0.comparison?.ratio }
      + Column.interval("control_ratio") { $0.comparison?.control } + [
        Column("verdict") { $0.comparison?.verdict.rawValue },
        Column("resolving_seconds") { $0.comparison?.resolvingSeconds },
      ] + Column.interval("growth_exponent") { $0.result.growth?.exponent }
      + Column.change("ratio_change") { $0.change?.ratio }
      + Column.change("time_change") { $0.change?.time }
  }
}
