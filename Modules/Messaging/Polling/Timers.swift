/// Runs closures when their time has come, on the thread that asks for it.
///
///     var timers = Timers()
///     timers.add(every: .seconds(1)) { sendHeartbeat() }
///     while true {
///       for event in try poller.wait(deadline: timers.deadline) { ... }
///       timers.run()
///     }
///
/// It belongs to one thread at a time and may move.
public struct Timers: ~Copyable {
  /// Stands for a timer. It is not used again for another one.
  public struct Key: Hashable, Sendable {
    let number: Int
  }

  private struct Timer {
    var interval: Duration
    var repeats: Bool
    var due: ContinuousClock.Instant
    let action: () -> Void
  }

  private var timers: [Key: Timer] = [:]
  private var lastNumber = 0

  /// No timers.
  public init() {}

  /// The number of timers.
  public var count: Int { timers.count }

  /// When the next timer is due; never without one. For a wait that is to end then.
  ///
  /// - Complexity: O(n) in the number of timers.
  public var deadline: Deadline { timers.values.map(\.due).min().map { .at($0) } ?? .never }

  /// Adds a timer that is due again and again.
  ///
  /// - Parameters:
  ///   - interval: The time from now, and from one run to the next, more than zero.
  ///   - action: What to run. It cannot change the timers itself.
  /// - Returns: What stands for the timer.
  /// - Throws: ``MessagingError`` with ``MessagingError/Code/invalidArgument`` for an interval that is not positive.
  @discardableResult
  public mutating func add(
    every interval: Duration, _ action: @escaping () -> Void
  ) throws(MessagingError) -> Key {
    try Self.check(interval)
    return add(Timer(interval: interval, repeats: true, due: .now + interval, action: action))
  }

  /// Adds a timer that is due once, and is removed then.
  ///
  /// - Parameters:
  ///   - delay: The time from now.
  ///   - action: What to run. It cannot change the timers itself.
  /// - Returns: What stands for the timer.
  @discardableResult
  public mutating func add(after delay: Duration, _ action: @escaping () -> Void) -> Key {
    add(Timer(interval: delay, repeats: false, due: .now + delay, action: action))
  }

  /// Removes a timer.
  ///
  /// - Returns: `false` when it was removed before.
  @discardableResult
  public mutating func remove(_ key: Key) -> Bool { timers.removeValue(forKey: key) != nil }

  /// Has a timer start over: it is due after its interval from now.
  ///
  /// - Returns: `false` when it was removed before.
  @discardableResult
  public mutating func restart(_ key: Key) -> Bool {
    guard let interval = timers[key]?.interval else { return false }
    timers[key]?.due = .now + interval
    return true
  }

  /// Changes a timer's interval, and has it start over.
  ///
  /// - Returns: `false` when it was removed before.
  /// - Throws: As ``add(every:_:)``.
  @discardableResult
  public mutating func setInterval(
    _ interval: Duration, of key: Key
  ) throws(MessagingError) -> Bool {
    try Self.check(interval)
    timers[key]?.interval = interval
    return restart(key)
  }

  /// Runs the timers that are due, the longest due first. One that missed several runs is run once.
  ///
  /// - Returns: How many were run.
  /// - Complexity: O(n) in the number of timers.
  @discardableResult
  public mutating func run() -> Int {
    let now = ContinuousClock.now
    let due = timers.filter { $0.value.due <= now }
      .sorted { ($0.value.due, $0.key.number) < ($1.value.due, $1.key.number) }
    for (key, timer) in due {
      if timer.repeats { timers[key]?.due = now + timer.interval } else { timers[key] = nil }
      timer.action()
    }
    return due.count
  }

  private mutating func add(_ timer: Timer) -> Key {
    lastNumber += 1
    let key = Key(number: lastNumber)
    timers[key] = timer
    return key
  }

  private static func check(_ interval: Duration) throws(MessagingError) {
    guard interval > .zero else {
      throw MessagingError(
        TransportFailure(.invalidArgument, "a timer's interval is more than zero, not \(interval)"),
        during: MessagingError.Operation("addTimer"), of: nil)
    }
  }
}
