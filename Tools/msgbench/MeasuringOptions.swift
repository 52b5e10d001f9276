import ArgumentParser
import Foundation
import MessagingBenchmark

/// What all commands that measure have in common.
struct MeasuringOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Sizes of messages in bytes, or as 64KB. (default: 64,512,1024,65536; fewer when quick)",
      valueName: "bytes,..."))
  var size: String?

  @Option(
    help: ArgumentHelp(
      "Kinds of addresses: \(Choices.endpoints.names). (default: tcp and inproc)", valueName: "kind,..."))
  var endpoint: String?

  @Option(
    help: ArgumentHelp(
      "The time for everything. (default: 60; explain and self-test 120, findings 540; less when quick)",
      valueName: "seconds"))
  var budget: Double?

  @Option(
    help: ArgumentHelp(
      "Processes that measure each comparison. (default: as many as fit into the budget)",
      valueName: "count"))
  var launches: Int?

  @Option(
    help: ArgumentHelp(
      "Rounds in each process. (default: 20; explain and findings 8; 4 when quick)", valueName: "count"))
  var rounds: Int?

  @Option(help: ArgumentHelp("The order of everything depends on it alone.", valueName: "number"))
  var seed: UInt64 = 1

  @Flag(help: "A rough answer soon.")
  var quick = false

  @OptionGroup var writing: WritingOptions

  func validate() throws {
    if let budget, !(budget > 0 && budget <= 86_400) {
      throw ValidationError("a budget is more than 0 and at most 86400 seconds, not \(budget)")
    }
  }

  /// What is to be measured on.
  ///
  /// - Parameters:
  ///   - transports: Names that are separated by commas; `nil` for all whose sockets can be joined so.
  ///   - sizes: The default, where not the usual ones.
  func scope(_ transports: String?, wiring: Wiring = .pushPull, sizes: [Int]? = nil) throws -> Scope {
    Scope(
      transports: try transports.map(Choices.transports.several)
        ?? Choices.transports.values.filter { $0.has(wiring) },
      endpoints: try endpoint.map { try Choices.endpoints.several($0) },
      sizes: try size.map(Sizes.parse) ?? sizes ?? (quick ? Scope.quickSizes : Scope.defaultSizes),
      wiring: wiring)
  }

  /// Plans what is to be measured.
  func session(
    _ experiments: [Experiment], judging claims: [Claim] = [], _ scope: Scope, usualBudget: Double? = nil,
    usualRounds: Int? = nil, minimumLaunches: Int? = nil
  ) throws -> Session {
    let settings = Settings(
      launches: launches, rounds: rounds ?? (quick ? nil : usualRounds), budget: budget.map { .seconds($0) },
      usualBudget: usualBudget.map { .seconds($0) }, seed: seed, isQuick: quick,
      minimumLaunches: minimumLaunches)
    let session: Session
    do {
      session = try Session(
        experiments: experiments, judging: claims, scope: scope, settings: settings,
        launcher: Msgbench.Launch.launcher)
    } catch {
      throw ValidationError("\(error)")
    }
    if let problem = try writing.chosenFormat.problem(session.report.configuration) {
      throw ValidationError(problem)
    }
    return session
  }

  /// Measures, and writes what was found.
  ///
  /// - Parameters:
  ///   - selection: What of it people want to read.
  ///   - baseline: What it is compared with.
  ///   - check: Throws when what was found is a failure of its own.
  func measure(
    _ session: Session, showing selection: Report.Selection = .everything, baseline: BaselineOptions? = nil,
    check: (Report) throws -> Void = { _ in }
  ) throws {
    let old = try baseline?.read(for: session)
    let output = try writing.open()
    defer { output.discard() }
    let interruption = Interruption(cancel: { _ in session.cancel() }, abandon: output.discard)
    let terminal = Terminal()
    session.run(progress: terminal.show)
    terminal.clear()
    var report = session.report
    report.configuration.commands = [CommandLine.typed]
    if let old { baseline?.comparing.compare(&report, with: old) }
    try writing.write(report, showing: selection, to: output)
    if let code = interruption.exitCode { throw ExitCode(code) }
    if !report.failures.isEmpty { throw ExitCode(EX_SOFTWARE) }
    try check(report)
    try report.difference?.check()
  }
}
