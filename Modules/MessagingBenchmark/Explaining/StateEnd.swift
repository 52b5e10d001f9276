import CBenchmarkSupport

/// An end that has a state, and stages that work on it.
final class StateEnd: StagedEnd, @unchecked Sendable {
  private let state: AnyObject
  private let stages: [ErasedStage]
  private let onInterrupt: @Sendable () -> Void
  private let clock: StageClock

  let workspace: Workspace
  let side: Explanation.Side
  var isTimed = false

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
    if isTimed { return try moveTimed(numbers) { _ in } }
    let state = state
    var delay = workspace.delay.countdown
    try stages.withUnsafeBufferPointer { stages in
      for number in numbers {
        for index in stages.indices { try stages[index].run(state, number) }
        delay.pass()
      }
    }
  }

  func moveTimed(_ numbers: Range<UInt64>, onRefusal: (UInt64) throws -> Void) throws {
    let (state, clock) = (state, clock)
    try stages.withUnsafeBufferPointer { stages in
      for number in numbers {
        var last = benchmark_ticks()
        for index in stages.indices {
          if let attempt = stages[index].attempt {
            guard try attempt(state, number) else {
              try onRefusal(number)
              try stages[index].run(state, number)
              last = benchmark_ticks()
              continue
            }
          } else {
            try stages[index].run(state, number)
          }
          let now = benchmark_ticks()
          clock.record(now &- last, of: index)
          last = now
        }
        clock.record(benchmark_ticks() &- last, of: stages.count)
      }
    }
  }

  func takeStageTimes() -> [StageTime] {
    zip(stages, clock.take()).map { stage, time in
      StageTime(side: side, name: stage.name, mayWait: stage.attempt != nil, nanoseconds: time)
    }
  }
}
