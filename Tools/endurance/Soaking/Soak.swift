import ArgumentParser
import Foundation

/// Sends messages for long, in every way there is.
struct Soak: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Sends numbered messages for long, and accounts for each.",
    discussion: """
      Messages of random sizes go from one socket to another, sent and received in epochs: by one of the ways to send \
      and to receive, plain, pooled or in tasks, with random pauses. Between epochs the sender reconnects, both are \
      replaced, or the sender closes at once after its last message. Each message has a number and bytes that follow \
      from it. The process's memory is sampled; of runs of 45 s or more, what it does after the first third is told.

      What libzmq over tcp and nanomsg lose when a sender closes at once is counted by itself, as their documentation \
      here says.

      Exit code 0: nothing was lost, duplicated or altered, and the memory did not grow. 1: something was, or it did.
      """)

  @Option(help: "How many messages on each transport and address.")
  var messages: Int?

  @Option(help: "How many seconds on each transport and address; 60, unless a number of messages is given.")
  var seconds: Double?

  @Option(
    help: "Only this transport: \(Set(SoakLane.all.map(\.transport)).sorted().joined(separator: ", ")).")
  var transport: String?

  @Option(help: "Only addresses of this scheme: tcp, inproc.")
  var scheme: String?

  @Option(help: "What sizes, ways and pauses follow from.")
  var seed: UInt64 = 1

  /// Pools and allocators take longer than some seconds to have what they need.
  private static let leastSecondsForMemory = 45.0

  private var lanes: [SoakLane] {
    SoakLane.all.filter { lane in
      (transport.map { lane.transport == $0 } ?? true)
        && (scheme.map { lane.address.hasPrefix("\($0):") } ?? true)
    }
  }

  func validate() throws {
    guard messages ?? 1 > 0, seconds ?? 1 > 0 else {
      throw ValidationError("--messages and --seconds are more than 0")
    }
    guard !lanes.isEmpty else {
      throw ValidationError("there is no such transport, or it has no such addresses")
    }
  }

  func run() throws {
    var isSound = true
    for lane in lanes {
      let outcome = try soak(lane)
      Terminal.tell(outcome.line)
      isSound = isSound && outcome.isSound
    }
    if !isSound { throw ExitCode(1) }
  }

  private func soak(_ lane: SoakLane) throws -> (line: String, isSound: Bool) {
    let clock = ContinuousClock()
    let start = clock.now
    let limit = seconds ?? (messages == nil ? 60 : .infinity)
    var elapsed: Double { (clock.now - start) / .seconds(1) }
    var trend = MemoryTrend()
    var run = try lane.makeRun(seed)
    var failure: String?
    do {
      while elapsed < limit, run.tally.next < messages ?? .max {
        try run.step(atMost: (messages ?? .max) - run.tally.next)
        trend.sample(after: run.tally.next)
        Terminal.show("\(lane.name): \(run.tally.next) messages in \(Int(elapsed)) s")
      }
      try run.finish()
    } catch {
      failure = "\(error)"
    }
    let isLong = elapsed >= Self.leastSecondsForMemory
    return describe(lane, run, elapsed, isLong ? trend.summary : nil, failure)
  }

  private func describe(
    _ lane: SoakLane, _ run: any Soaking, _ elapsed: Double, _ memory: MemoryTrend.Summary?,
    _ failure: String?
  ) -> (line: String, isSound: Bool) {
    let tally = run.tally
    var parts = [
      "\(tally.received) messages", "\(number(Double(tally.bytes) / 1e9)) GB in \(number(elapsed)) s",
      "\(run.epochs) epochs", "\(tally.lost) lost", "\(tally.duplicated) duplicated",
      "\(tally.altered) altered",
    ]
    if tally.lostInWindow > 0 { parts.append("\(tally.lostInWindow) lost by closing, as documented") }
    parts.append(memory.map(describe) ?? "too short to tell of the memory")
    parts += tally.problems
    if let failure { parts.append("ended by: \(failure)") }
    let isSound = tally.isSound && failure == nil && memory?.isFlat ?? true
    parts.append(isSound ? "sound" : "NOT sound, seed \(seed)")
    return ("\(lane.name): \(parts.joined(separator: ", "))", isSound)
  }

  private func describe(_ memory: MemoryTrend.Summary) -> String {
    func megabytes(_ bytes: Double) -> String { number(bytes / 1e6) }
    return """
      memory \(megabytes(memory.resident)) MB, trend \(megabytes(memory.rise)) ± \(megabytes(memory.noise)) MB \
      (\(memory.isFlat ? "flat" : "grows"))
      """
  }

  private func number(_ value: Double) -> String {
    value.formatted(.number.precision(.fractionLength(1)).grouping(.never))
  }
}
