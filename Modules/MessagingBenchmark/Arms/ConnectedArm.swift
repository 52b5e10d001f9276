import CBenchmarkSupport
import Dispatch
import POSIXSupport
import Synchronization

/// An arm whose ends are open and joined, ready to move messages.
final class ConnectedArm {
  private let front: any End
  private let back: (any End)?
  private let address: String
  private let messagesPerMove: Int
  private let schedule: Schedule?
  /// How long the front sleeps where others wait, in nanoseconds.
  private(set) var nap: UInt64 = 0
  private var nextNumber: UInt64 = 0

  /// - Parameter rate: The messages per second that the back sends, for loops that go by a ``Schedule``.
  convenience init(
    _ arm: Arm, over endpoint: Endpoint, wiring: Wiring, size: Int, rate: Int? = nil
  ) throws {
    let address = endpoint.address()
    let ends = try arm.rig.open(
      front: arm.front, back: arm.back, wiring: wiring, sizes: (size, size), address: address)
    self.init(ends, at: address, messagesPerMove: wiring.messagesPerMove, rate: rate)
    nap = arm.front.job.nap
  }

  init(
    _ ends: (front: any End, back: (any End)?), at address: String, messagesPerMove: Int = 1, rate: Int? = nil
  ) {
    (front, back) = ends
    self.address = address
    self.messagesPerMove = messagesPerMove
    schedule = rate.map { Schedule(rate: $0) }
    front.workspace.schedule = schedule
    back?.workspace.schedule = schedule
  }

  deinit { Endpoint.clean(address) }

  /// The times of the last run's messages or round trips in nanoseconds; empty where they are not timed.
  var durations: UnsafeBufferPointer<UInt64> { front.workspace.durations }

  /// What each of many idle sockets takes; `nil` where that is not measured.
  var memoryPerSocket: SocketMemory? { front.memoryPerSocket }

  /// Delays each message, in loops that can be delayed.
  func delay(by delay: Delay) { front.workspace.delay = delay }

  /// What is done to runs, where the ends are made of stages.
  private var probe = Probe.whole

  /// Decides what is done to the next runs; for ends that are made of stages.
  func arm(with probe: ArmedProbe) {
    self.probe = probe.probe
    for case let end as any StagedEnd in [front, back] {
      end.workspace.delay = probe.side == end.side ? probe.delay : .none
    }
  }

  /// Moves `count` messages, or makes as many round trips, and measures them.
  ///
  /// One more goes first, or as many as the ends need: when it is through, the connection is there and both threads run,
  /// and the clock starts.
  func run(_ count: Int) throws -> Sample {
    if probe == .stagesAlone { return try runAlone(count) }
    let handshake = nextNumber..<nextNumber + UInt64(back?.handshakeMessages ?? 1)
    let measured = handshake.upperBound..<handshake.upperBound + UInt64(count)
    nextNumber = measured.upperBound
    schedule?.reset()
    var meter = Meter()
    func moveFront() throws {
      try front.move(handshake)
      schedule?.begin()
      meter.start()
      back?.endHandshake()
      try front.move(measured)
      meter.stop()
    }
    if let back {
      try moving(handshake.lowerBound..<measured.upperBound, through: back, while: moveFront)
    } else {
      try moveFront()
    }
    var sample = Sample(
      meter, messages: count * messagesPerMove,
      latency: durations.isEmpty ? nil : durations.map { Double($0) }.median / Double(messagesPerMove),
      sendingNanoseconds: schedule?.elapsedNanoseconds)
    sample.threads = takeTimes()
    return sample
  }

  private func takeTimes() -> [ThreadTime]? {
    let ends = [back, front].compactMap { $0 as? any StagedEnd }
    return ends.isEmpty ? nil : ends.map { $0.takeTimes() }
  }

  /// Moves messages in this thread alone: some are sent, and then received.
  private func runAlone(_ count: Int) throws -> Sample {
    guard let receiver = front as? any StagedEnd, let sender = back as? any StagedEnd else {
      preconditionFailure("stages are timed of ends that are made of them")
    }
    let numbers = nextNumber..<nextNumber + UInt64(count)
    nextNumber = numbers.upperBound
    var received = numbers.lowerBound
    func receive(upTo end: UInt64) throws {
      try receiver.moveTimed(received..<end) { _ in }
      received = end
    }
    var meter = Meter()
    meter.start()
    for first in stride(from: numbers.lowerBound, to: numbers.upperBound, by: Self.groupSize) {
      let end = min(first + UInt64(Self.groupSize), numbers.upperBound)
      // Where no more fits into the queues, what is in them is received first.
      try sender.moveTimed(first..<end, onRefusal: receive)
      try receive(upTo: end)
    }
    meter.stop()
    var sample = Sample(meter, messages: count, latency: nil, sendingNanoseconds: nil)
    sample.threads = takeTimes()
    return sample
  }

  /// How many messages are sent before they are received, where one thread does both.
  private static let groupSize = 16

  /// Runs the back in a thread of its own while `moveFront` runs here.
  private func moving(
    _ numbers: Range<UInt64>, through back: any End, while moveFront: () throws -> Void
  ) throws {
    let outcome = Outcome()
    let thread = try JoinableThread<Void> { [front] in
      outcome.noting {
        try back.move(numbers)
      } onFailure: {
        front.interrupt()
      }
      outcome.backHasEnded.signal()
    }
    let isDone = outcome.noting(moveFront) {
      back.interrupt()
      // Nothing else ends its waiting for that.
      schedule?.begin()
    }
    // After a failure the thread may be in a call that nothing ends. It is left behind then, with its end.
    if isDone || outcome.backHasEnded.wait(timeout: .now() + 1) == .success { try thread.join() }
    try outcome.rethrow()
  }
}

extension ConnectedArm {
  /// The allocations of the whole process for each message.
  ///
  /// What a run allocates once, such as for its thread, is left out by the difference of two runs.
  func allocationsPerMessage(messages: Int) throws -> Double {
    func allocations(_ count: Int) throws -> Double {
      benchmark_start_counting_allocations()
      let outcome = Result { try run(count) }
      let allocations = benchmark_stop_counting_allocations()
      _ = try outcome.get()
      return Double(allocations)
    }
    let once = try allocations(messages)
    let twice = try allocations(2 * messages)
    return max(0, twice - once) / Double(messages * messagesPerMove)
  }

  /// The bytes in use of the whole process for each message that the front keeps; for loops that keep all or some of them.
  ///
  /// - Parameter messages: How many are kept, in one run, and twice as many in another; together with what is
  ///   skipped, the front moves `stride` times as many.
  func retainedBytesPerMessage(keeping messages: Int, stride: Int) throws -> Double {
    front.workspace.gaugesMemory = true
    defer { front.workspace.gaugesMemory = false }
    func bytesInUse(_ count: Int) throws -> Double {
      _ = try run(count * stride)
      return front.workspace.gaugedBytes
    }
    let once = try bytesInUse(messages)
    let twice = try bytesInUse(2 * messages)
    return (twice - once) / Double(messages)
  }
}

/// How a run goes at both of its ends.
private final class Outcome: Sendable {
  /// Signaled when the back is through or has failed.
  let backHasEnded = DispatchSemaphore(value: 0)

  // The first error: what it made fail at the other end says less.
  private let error = Mutex<(any Error)?>(nil)

  @discardableResult
  func noting(_ body: () throws -> Void, onFailure interrupt: () -> Void) -> Bool {
    do {
      try body()
      return true
    } catch {
      self.error.withLock { if $0 == nil { $0 = error } }
      interrupt()
      return false
    }
  }

  func rethrow() throws {
    if let error = error.withLock({ $0 }) { throw error }
  }
}
