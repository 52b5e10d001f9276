import MessagingTesting
import TestSupport
import Testing

@Suite struct ManualClockTests {
  @Test func standsStillUntilItIsAdvanced() {
    let clock = ManualClock()
    let start = clock.now
    #expect(start.offset == .zero && clock.now == start)
    clock.advance(by: .seconds(3))
    #expect(start.duration(to: clock.now) == .seconds(3))
    #expect(start < clock.now && start.advanced(by: .seconds(3)) == clock.now)
    #expect(clock.minimumResolution == .zero)
  }

  /// Often, since a task may begin to sleep before or after the clock is advanced.
  @Test func sleeperWakesInItsTime() async throws {
    let clock = ManualClock()
    for _ in 1...200 {
      let start = clock.now
      let isAwake = Flag()
      let sleeper = Task {
        try await clock.sleep(until: start.advanced(by: .seconds(2)))
        isAwake.set()
        return clock.now
      }
      await Task.yield()
      clock.advance(by: .seconds(1))
      await Task.yield()
      #expect(!isAwake.isSet)
      clock.advance(by: .seconds(1))
      #expect(try await sleeper.value >= start.advanced(by: .seconds(2)))
    }
  }

  @Test func sleepThatIsCancelledThrows() async {
    let clock = ManualClock()
    let task = Task { try await clock.sleep(for: .seconds(1)) }
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
  }

  @Test func timeDoesNotGoBack() async {
    await #expect(processExitsWith: .failure) { ManualClock().advance(by: .seconds(-1)) }
  }
}
