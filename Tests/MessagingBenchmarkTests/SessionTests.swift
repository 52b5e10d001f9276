import Foundation
import Messaging
import Synchronization
import Testing

@testable import MessagingBenchmark
@testable import msgbench

@Suite(.timeLimit(.minutes(5))) struct SessionTests {
  private func session(
    _ experiments: [Experiment] = Experiment.all, settings: Settings, endpoints: [Endpoint] = [.inproc]
  ) throws -> Session {
    try Session(
      experiments: experiments,
      scope: Scope(transports: transports, endpoints: endpoints, sizes: [64]), settings: settings)
  }

  private func run(_ session: Session) throws {
    try session.run(progress: { _ in }) { Issue.record("the run hangs: \($0)") }
  }

  private static let schema = URL(filePath: #filePath)
    .deletingLastPathComponent().appending(path: "../../Docs/msgbench.schema.json")

  @Test func outputIsAsTheSchemaSays() throws {
    let session = try session(settings: Settings(budget: .seconds(2), isQuick: true))
    try run(session)
    let report = session.report
    #expect(Set(report.results.map(\.experiment)).isSubset(of: Experiment.all.map(\.name)))
    #expect(report.results.contains { $0.experiment == "latency" && $0.arms[0].percentiles != nil })
    for result in report.results {
      #expect(result.comparisons.map(\.arm) == result.arms.dropFirst().map(\.name))
      #expect(Set(result.arms.map(\.name)).count == result.arms.count)
    }

    let schema = try JSONSchema(Data(contentsOf: Self.schema))
    let value = try JSONDecoder().decode(JSON.self, from: report.json())
    #expect(schema.problems(with: value) == [])

    for line in report.table().split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
  }

  @Test func schemaRefusesWhatIsWrong() throws {
    let session = try session([.throughput], settings: Settings(rounds: 11, budget: .seconds(1)))
    try run(session)
    let schema = try JSONSchema(Data(contentsOf: Self.schema))
    let text = String(decoding: try session.report.json(), as: UTF8.self)
    for (right, wrong) in [
      ("\"msgbench/1\"", "\"msgbench/0\""), ("\"seed\" : 1", "\"seed\" : -1"), ("\"notes\"", "\"note\""),
      ("\"estimate\"", "\"guess\""), ("\"inproc\"", "7"), ("\"quick\" : false", "\"quick\" : 0"),
    ] {
      #expect(text.contains(right))
      let altered = Data(text.replacingOccurrences(of: right, with: wrong).utf8)
      #expect(schema.problems(with: try JSONDecoder().decode(JSON.self, from: altered)) != [])
    }
  }

  @Test func cancellingKeepsWhatIsFinished() throws {
    let session = try session([.receiveMethod], settings: Settings(rounds: 8), endpoints: [.tcp, .inproc])
    var seen = 0
    try session.run(progress: { _ in
      if session.report.results.count == 1 { session.cancel() }
      seen += 1
    }) { Issue.record("the run hangs: \($0)") }
    #expect(session.report.results.count == 1)
    #expect(session.isCancelled)
    #expect(seen > 0)
  }

  @Test func plansThatCannotWorkAreRefused() throws {
    func refusal(_ make: () throws -> Session) -> String? {
      #expect(throws: PlanError.self) { _ = try make() }?.description
    }
    #expect(try session([.latency], settings: Settings(rounds: 8)).report.results.isEmpty)
    #expect(refusal { try session(settings: Settings(rounds: 5)) }?.contains("or more give one") == true)
    #expect(
      refusal {
        try Session(
          experiments: Experiment.all, scope: Scope(transports: transports, sizes: [7]),
          settings: Settings())
      }?.contains("sizes are 8 to") == true)
    #expect(
      refusal {
        try Session(experiments: [], scope: Scope(transports: []), settings: Settings())
      } != nil)
  }

  @Test func aHangIsNoticed() async {
    let activity = await withCheckedContinuation { continuation in
      let watchdog = Watchdog(limit: .milliseconds(50)) { continuation.resume(returning: $0) }
      watchdog.noteProgress("the last thing")
      // It lives until it has barked: the closure above is called once.
      Self.kept.withLock { $0 = watchdog }
    }
    #expect(activity == "the last thing")
  }

  private static let kept = Mutex<Watchdog?>(nil)
}
