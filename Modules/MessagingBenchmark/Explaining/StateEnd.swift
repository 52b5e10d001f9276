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
    var rowLength = Self.longestRow
    var delay = workspace.delay.countdown
    try stages.withUnsafeBufferPointer { stages in
      var number = numbers.lowerBound
      while number < numbers.upperBound {
        let next: UInt64
        untilTimed -= 1
        if untilTimed > 0 {
          for stage in stages { _ = try stage.perform(state, number) }
          next = number + 1
        } else {
          untilTimed = stride
          // In turn, since a clock between stages keeps the processor from doing some of one during another.
          timesStages.toggle()
          if timesStages {
            try timeStages(stages, number) { _ in }
            next = number + 1
          } else {
            next = try timeRow(stages, number..<min(number + rowLength, numbers.upperBound), &rowLength)
          }
        }
        while number < next {
          delay.pass()
          number += 1
        }
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

  /// Times whole messages, several in a row: what the processor does of one during the next is not seen at the ends. A row ends
  /// where a message waited, and is not recorded then; the next one is short.
  ///
  /// - Returns: The number of the message after the row.
  @inline(__always)
  private func timeRow(
    _ stages: UnsafeBufferPointer<ErasedStage>, _ numbers: Range<UInt64>, _ nextLength: inout UInt64
  ) throws -> UInt64 {
    let start = benchmark_ticks_when_done()
    for number in numbers {
      var hasWaited = false
      for stage in stages where try stage.perform(state, number) { hasWaited = true }
      if hasWaited {
        nextLength = 1
        return number + 1
      }
    }
    clock.record(benchmark_ticks_when_done() &- start, messages: numbers.count)
    nextLength = Self.longestRow
    return numbers.upperBound
  }

  private static let longestRow: UInt64 = 4

  func takeTimes() -> ThreadTime {
    let times = clock.take()
    return ThreadTime(
      side: side, nanoseconds: times.whole,
      stages: zip(stages, times.stages).map { StageTime(name: $0.name, nanoseconds: $1) })
  }
}
