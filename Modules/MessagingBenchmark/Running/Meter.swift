import CBenchmarkSupport

/// What passed between a start and a stop: time, and what the whole process used.
struct Meter {
  private(set) var nanoseconds: UInt64 = 0
  private(set) var processorNanoseconds: UInt64 = 0
  private(set) var voluntarySwitches: UInt64 = 0

  mutating func start() {
    voluntarySwitches = benchmark_voluntary_switches()
    processorNanoseconds = benchmark_processor_nanoseconds()
    nanoseconds = benchmark_nanoseconds()
  }

  mutating func stop() {
    nanoseconds = benchmark_nanoseconds() - nanoseconds
    processorNanoseconds = benchmark_processor_nanoseconds() - processorNanoseconds
    voluntarySwitches = benchmark_voluntary_switches() - voluntarySwitches
  }
}
