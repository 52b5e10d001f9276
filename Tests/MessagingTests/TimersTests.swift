import Messaging
import TestSupport
import Testing

@Suite struct TimersTests {
  private final class Log {
    var names: [String] = []
  }

  /// Runs timers until so many names were logged.
  private func run(_ timers: inout Timers, until count: Int, _ log: Log) {
    #expect(
      eventually {
        timers.run()
        return log.names.count >= count
      })
  }

  @Test func timersRunInOrder() throws {
    let log = Log()
    var timers = Timers()
    let none = timers.run()
    #expect(timers.deadline.isNever && none == 0)
    timers.add(after: .milliseconds(20)) { log.names.append("late") }
    timers.add(after: .milliseconds(10)) { log.names.append("early") }
    timers.add(after: .zero) { log.names.append("now") }
    #expect(timers.count == 3 && timers.deadline.remaining == .zero)
    let first = timers.run()
    // More than one if the system took so long.
    #expect(first >= 1 && log.names == Array(["now", "early", "late"].prefix(first)))
    #expect((timers.deadline.remaining ?? .zero) <= .milliseconds(first == 1 ? 10 : 20))
    run(&timers, until: 3, log)
    #expect(log.names == ["now", "early", "late"] && timers.count == 0)
  }

  @Test func aTimerRunsAgainUntilItIsRemoved() throws {
    let log = Log()
    var timers = Timers()
    let start = ContinuousClock.now
    let key = try timers.add(every: .milliseconds(2)) { log.names.append("tick") }
    run(&timers, until: 5, log)
    #expect(ContinuousClock.now - start >= .milliseconds(10))
    let wasThere = timers.remove(key)
    let isThere = timers.remove(key)
    let late = timers.run()
    #expect(wasThere && !isThere && timers.count == 0)
    #expect(late == 0 && log.names.count == 5)
  }

  /// It has been due many times, and is run once.
  @Test func missedRunsAreNotMadeUpFor() throws {
    let log = Log()
    var timers = Timers()
    try timers.add(every: .milliseconds(1)) { log.names.append("tick") }
    let start = ContinuousClock.now
    #expect(eventually { ContinuousClock.now - start > .milliseconds(20) })
    let count = timers.run()
    #expect(count == 1 && log.names.count == 1)
  }

  @Test func aTimerStartsOver() throws {
    var timers = Timers()
    let key = try timers.add(every: .seconds(100)) {}
    #expect(timers.deadline.remaining! > .seconds(90))
    let isSet = try timers.setInterval(.seconds(10), of: key)
    #expect(isSet)
    #expect(timers.deadline.remaining! <= .seconds(10))
    let before = timers.deadline
    let isRestarted = timers.restart(key)
    #expect(isRestarted && timers.deadline != before)
    timers.remove(key)
    let isRestartedAgain = timers.restart(key)
    let isSetAgain = try timers.setInterval(.seconds(1), of: key)
    #expect(!isRestartedAgain && !isSetAgain)
  }

  @Test func anIntervalIsPositive() throws {
    var timers = Timers()
    let key = try timers.add(every: .seconds(1)) {}
    for interval in [Duration.zero, .seconds(-1)] {
      let adding = #expect(throws: MessagingError.self) { try timers.add(every: interval) {} }
      let changing = #expect(throws: MessagingError.self) { try timers.setInterval(interval, of: key) }
      #expect(adding?.code == .invalidArgument && changing?.code == .invalidArgument)
    }
  }
}
