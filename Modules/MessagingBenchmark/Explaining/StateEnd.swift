import CBenchmarkSupport

/// An end that has a state, and stages that work on it.
final class StateEnd: StagedEnd, @unchecked Sendable {
  private let state: AnyObject
  private let stages: [ErasedStage]
  private let onInterrupt: @Sendable () -> Void
  private let clock: StageClock

  let workspace: Workspace
  let side: Explanation.Side

  init<State: AnyObject>(
    _ state: State, stages: [PipelineStage<State>], side: Explanation.Side,
    workspace: Workspace = Workspace(size: 0, isTimed: false), interrupt: @escaping @Sendable () -> Void
  ) {
    self.state = state
    self.stages = stages.map(\.erased)
    self.side = side
    self.workspace = workspace
    onInterrupt = interrupt
    clock = StageClock(stages: stages.count)
  }

  func interrupt() { onInterrupt() }

  func move(_ numbers: Range<UInt64>) throws {
    let (state, stride) = (state, Self.stride(of: numbers.count))
    var untilTimed = stride
    var timesStages = false
    var delay = workspace.delay.countdown
    try stages.withUnsafeBufferPointer { stages in
      for number in numbers {
        untilTimed -= 1
        if untilTimed > 0 {
          for stage in stages { _ = try stage.perform(state, number) }
        } else {
          untilTimed = stride
          // In turn, since a clock between stages keeps the processor from doing some of one during another.
          timesStages.toggle()
          if timesStages {
            try timeStages(stages, number) { _ in }
          } else {
            try timeWhole(stages, number)
          }
        }
        delay.pass()
      }
    }
  }

  /// One of how many messages is timed. Looking at the clock takes as long as a short stage; done with every message it would make
  /// another thread the slower one.
  private static func stride(of messages: Int) -> Int { min(max(messages / 200, 1), 31) }

  func moveTimed(_ numbers: Range<UInt64>, onRefusal: (UInt64) throws -> Void) throws {
    try stages.withUnsafeBufferPointer { stages in
      for number in numbers { try timeStages(stages, number, onRefusal) }
    }
  }

  @inline(__always)
  private func timeStages(
    _ stages: UnsafeBufferPointer<ErasedStage>, _ number: UInt64, _ onRefusal: (UInt64) throws -> Void
  ) throws {
    var last = benchmark_ticks_when_done()
    for index in stages.indices {
      if let attempt = stages[index].attempt, try !attempt(state, number) {
        try onRefusal(number)
        try stages[index].run(state, number)
        last = benchmark_ticks_when_done()
        continue
      }
      if stages[index].attempt == nil { try stages[index].run(state, number) }
      let now = benchmark_ticks_when_done()
      clock.record(now &- last, in: index)
      last = now
    }
    clock.record(benchmark_ticks_when_done() &- last, in: clock.ownRow)
  }

  @inline(__always)
  private func timeWhole(_ stages: UnsafeBufferPointer<ErasedStage>, _ number: UInt64) throws {
    var hasWaited = false
    let start = benchmark_ticks_when_done()
    for stage in stages where try stage.perform(state, number) { hasWaited = true }
    let end = benchmark_ticks_when_done()
    if !hasWaited { clock.record(end &- start, in: clock.wholeRow) }
  }

  func takeTimes() -> ThreadTime {
    let times = clock.take()
    return ThreadTime(
      side: side, nanoseconds: times[clock.wholeRow],
      stages: zip(stages, times).map { StageTime(name: $0.name, nanoseconds: $1) })
  }
}
