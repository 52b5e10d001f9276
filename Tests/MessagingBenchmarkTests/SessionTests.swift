import Foundation
import Messaging
import Synchronization
import Testing

@testable import MessagingBenchmark
@testable import msgbench

@Suite(.timeLimit(.minutes(15))) struct SessionTests {
  private func session(
    _ experiments: [Experiment] = Experiment.all, settings: Settings, endpoints: [Endpoint] = [.inproc],
    sizes: [Int] = [64]
  ) throws -> Session {
    try Session(
      experiments: experiments,
      scope: Scope(transports: transports, endpoints: endpoints, sizes: sizes), settings: settings,
      launcher: BuiltCommand.launcher())
  }

  @Test func outputIsAsTheSchemaSays() throws {
    // The many sockets of `scaling` are not for a process that runs other tests: see `ScalingTests`.
    let experiments = Experiment.all.filter { $0.name != Experiment.scaling.name }
    let session = try session(experiments, settings: Settings(launches: 5, rounds: 3, budget: .seconds(2)))
    session.run { _ in }
    let report = session.report
    #expect(report.failures.map(\.reason) == [])
    #expect(Set(report.results.map(\.experiment)).isSubset(of: Experiment.all.map(\.name)))
    #expect(report.results.contains { $0.experiment == "latency" && $0.arms[0].percentiles != nil })
    for result in report.results {
      #expect(result.launches == 5 && result.rounds == 15)
      #expect(result.comparisons.map(\.arm) == result.arms.dropFirst().map(\.name))
      #expect(Set(result.arms.map(\.name)).count == result.arms.count)
      #expect(result.comparisons.allSatisfy { ($0.verdict == .unresolved) == ($0.resolvingSeconds != nil) })
    }

    #expect(try JSONSchema.problems(with: report) == [])

    for line in report.table().split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
  }

  @Test func selfTestIsAsTheSchemaSays() throws {
    let session = try Session(
      experiments: Experiment.selfTests,
      scope: Scope(transports: transports.suffix(1), endpoints: [.inproc], sizes: [64]),
      settings: Settings(launches: 5, rounds: 3, budget: .seconds(3)), launcher: .thisProcess(transports))
    session.run { _ in }
    let report = session.report
    let selftest = try #require(report.selftest)
    #expect(selftest.trials == 100)
    #expect(selftest.detections.count == 3)
    // Processors and noise differ; that a longer delay is longer does not.
    let injected = selftest.detections.map(\.injectedPercent)
    #expect(injected == injected.sorted() && injected[0] > 0)
    #expect(try JSONSchema.problems(with: report) == [])
    for line in report.table().split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
  }

  @Test func schemaRefusesWhatIsWrong() throws {
    let session = try session([.throughput], settings: Settings(launches: 5, rounds: 3, budget: .seconds(1)))
    session.run { _ in }
    let schema = try JSONSchema.ofReports()
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

  /// Comparisons take turns, so that after three turns there is something of each.
  @Test func cancellingKeepsWhatIsFinished() throws {
    let session = try session([.receiveMethod], settings: Settings(rounds: 3), sizes: [64, 512])
    var launches = Set<String>()
    session.run { progress in
      launches.insert(String(progress.prefix { $0 != ":" }))
      if launches.count > 3 { session.cancel() }
    }
    #expect(session.isCancelled)
    #expect(session.report.results.count == session.report.configuration.transports.count * 2)
    #expect(session.report.results.allSatisfy { $0.launches == 3 })
  }

  @Test func cancellingAtOnceSaysWhatIsMissing() throws {
    let session = try session([.receiveMethod], settings: Settings())
    session.cancel()
    session.run { _ in }
    #expect(session.report.results.isEmpty)
    #expect(session.report.notes.contains { $0.contains("had enough launches") })
  }

  /// The same seed gives the same order of launches and of arms within them.
  @Test func theSeedDecidesTheOrder() throws {
    func orders(seed: UInt64) throws -> [String] {
      let recorder = Recorder()
      let session = try Session(
        experiments: [.receiveMethod],
        scope: Scope(transports: transports, endpoints: [.inproc], sizes: [64, 512]),
        settings: Settings(launches: 5, seed: seed),
        launcher: Launcher { request, _, _ in
          recorder.requests.withLock { $0.append("\(request.comparison) \(request.seed)") }
          return SimulatedLaunches(count: 1, rounds: 3, times: [1, 1, 1, 1]).one(seed: request.seed)
        })
      session.run { _ in }
      return recorder.requests.withLock { $0 }
    }
    let first = try orders(seed: 3)
    #expect(first.count == 5 * 2 * transports.count)
    #expect(Set(first).count == first.count)
    #expect(try orders(seed: 3) == first)
    #expect(try orders(seed: 4) != first)
  }

  @Test func plansThatCannotWorkAreRefused() throws {
    func refusal(_ make: () throws -> Session) -> String? {
      #expect(throws: PlanError.self) { _ = try make() }?.description
    }
    #expect(try session([.latency], settings: Settings(rounds: 8)).report.results.isEmpty)
    #expect(refusal { try session(settings: Settings(rounds: 2)) }?.contains("or more give one") == true)
    #expect(refusal { try session(settings: Settings(launches: 4)) }?.contains("or more do") == true)
    #expect(refusal { try session(settings: Settings(), sizes: [7]) }?.contains("sizes are 8 to") == true)
    #expect(
      refusal {
        try Session(
          experiments: [], scope: Scope(transports: []), settings: Settings(),
          launcher: .thisProcess(transports))
      } != nil)
  }
}

private final class Recorder: Sendable {
  let requests = Mutex<[String]>([])
}
