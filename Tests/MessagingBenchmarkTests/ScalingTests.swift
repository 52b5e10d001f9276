import CBenchmarkSupport
import Foundation
import Messaging
import POSIXSupport
import Synchronization
import Testing

@testable import MessagingBenchmark
@testable import msgbench

@Suite(.timeLimit(.minutes(15))) struct ScalingTests {
  private static func arm(_ transport: BenchmarkedTransport, _ crowd: Crowd) -> Arm {
    Arm(
      name: "", transport: transport.name, rig: transport.crowdedRig(crowd), front: crowd.front,
      back: crowd.back)
  }

  @Test(arguments: transports)
  func everyMessageArrives(transport: BenchmarkedTransport) throws {
    for endpoint in transport.endpoints {
      for count in [1, 3, 70] {
        for crowd in [Crowd.sockets(count), .connections(count), .threads(count)] {
          let arm = try ConnectedArm(
            Self.arm(transport, crowd), over: endpoint, wiring: .pushPull, size: 64)
          // Less and more than there are sockets, and no multiple of them.
          for messages in [1, 2, 100] {
            let sample = try arm.run(messages)
            #expect(sample.messages == messages)
            #expect(sample.nanosecondsPerMessage > 0)
          }
          if case .sockets = crowd { #expect(arm.memoryPerSocket != nil) }
        }
      }
    }
  }

  /// The two ends of two connections, of which the back sends at once what it is given.
  private static func ends(
    of transport: BenchmarkedTransport, sending: Int = 64
  ) throws -> (receive: (Range<UInt64>) throws -> Void, send: (Range<UInt64>) throws -> Void) {
    let crowd = Crowd.connections(2)
    let ends = try transport.crowdedRig(crowd).open(
      front: crowd.front, back: crowd.back, wiring: .pushPull, sizes: (64, sending),
      address: Endpoint.inproc.address())
    let back = try #require(ends.back)
    return (
      ends.front.move,
      {
        back.endHandshake()
        try back.move($0)
      }
    )
  }

  @Test(arguments: transports)
  func whatIsWrongIsFound(transport: BenchmarkedTransport) throws {
    let duplicated = try Self.ends(of: transport)
    try duplicated.send(0..<3)
    try duplicated.send(2..<4)
    #expect(throws: DeliveryError.repeated(number: 2)) { try duplicated.receive(0..<5) }

    let lost = try Self.ends(of: transport)
    try lost.send(0..<2)
    // These go through the same socket, so that they arrive in order.
    for number in [UInt64(4), 6] { try lost.send(number..<number + 1) }
    #expect(throws: DeliveryError.unexpected(number: 6)) { try lost.receive(0..<5) }
  }

  @Test func contentIsChecked() throws {
    let workspace = Workspace(size: 64, isTimed: false)
    let batch = workspace.batch(5..<105)
    let arrivals = Arrivals(batch)
    func arrive(_ number: UInt64, count: Int = 64, altered: Bool = false) throws {
      batch.stamp(batch.scratch, number: number)
      if altered { batch.scratch[63] ^= 1 }
      try arrivals.note(count: count)
    }
    for number in (5..<105).shuffled() where number != 70 { try arrive(UInt64(number)) }
    #expect(throws: DeliveryError.altered(number: 70)) { try arrive(70, altered: true) }
    #expect(throws: DeliveryError.wrongSize(number: 70, expected: 64, found: 63)) {
      try arrive(70, count: 63)
    }
    for number in [UInt64(0), 4, 105, .max] {
      #expect(throws: DeliveryError.unexpected(number: number)) { try arrive(number) }
    }
    try arrive(70)
    for number in [UInt64(5), 68, 69, 70, 104] {
      #expect(throws: DeliveryError.repeated(number: number)) { try arrive(number) }
    }
  }

  /// When the receiver fails, no thread waits for ever.
  @Test(arguments: transports)
  func aFailureEndsAllThreads(transport: BenchmarkedTransport) throws {
    let counts = 3
    for crowd in [Crowd.connections(counts), .threads(counts)] {
      let address = Endpoint.inproc.address()
      let ends = try transport.crowdedRig(crowd).open(
        front: crowd.front, back: crowd.back, wiring: .pushPull, sizes: (64, 64), address: address)
      let back = try #require(ends.back)
      let failing = FailingEnd(ends.front, after: 2)
      let arm = ConnectedArm((failing, back), at: address)
      #expect(throws: FailingEnd.Failure.self) { try arm.run(1_000_000) }
    }
  }

  @Test func aCrewRunsTogether() throws {
    struct Failure: Error {}
    let crew = try Crew(count: 5)
    let numbers = Mutex<[Int]>([])
    for _ in 0..<3 { try crew.run { number in numbers.withLock { $0.append(number) } } }
    #expect(numbers.withLock { $0.sorted() } == (0..<5).flatMap { [$0, $0, $0] })
    #expect(throws: Failure.self) { try crew.run { if $0 == 3 { throw Failure() } } }
    try crew.run { number in numbers.withLock { $0 = [number] } }
    #expect(numbers.withLock { $0.count } == 1)
  }

  // MARK: The report

  /// From launches that are made up, with times and memory that are known.
  @Test func growthAndMemoryAreReported() throws {
    let launcher = Launcher { request, _, _ in
      let counts = request.comparison == 2 ? [1, 10, 100] : [1, 10, 100, 1_000]
      let times = counts.map { 400_000 * pow(Double($0), 0.25) } + [400_000]
      var launch = SimulatedLaunches(count: 1, rounds: 5, times: times, launchNoise: 0.01).one(
        seed: request.seed)
      if request.comparison == 0 {
        launch.memoryPerSocket = times.map { _ in SocketMemory(bytesInUse: 140_000, residentBytes: -1_234) }
      }
      return launch
    }
    let session = try Session(
      experiments: [.scaling], scope: Scope(transports: transports.suffix(1), sizes: [512, 64]),
      settings: Settings(launches: 10), launcher: launcher)
    session.run { _ in }
    let report = session.report
    #expect(report.results.map(\.size) == [64, 64, 64])
    for result in report.results {
      let exponent = try #require(result.growth).exponent
      #expect(exponent.low <= 0.25 && exponent.high >= 0.25 && exponent.high - exponent.low < 0.02)
      let memory = result.arms.compactMap(\.memoryPerSocket)
      #expect(
        memory.map(\.bytesInUse) == (result.subject == "sockets" ? [140_000, 140_000, 140_000, 140_000] : []))
    }

    #expect(try JSONSchema.problems(with: report) == [])
    for line in report.table().split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
    let words = report.sentences
    #expect(words.count { $0.contains("growth n^0.25 (0.2") } == 3)
    #expect(words[0].contains("beside 1000 idle sockets") && words[0].contains("140kB allocated"))
    #expect(words[2].contains("from 100 threads as from 1: slower"))
  }

  // MARK: The plan

  @Test func numbersThatCannotBeReachedAreLeftOut() throws {
    let names = transports.map(\.name)
    let plan = try Plan([.scaling], Scope(transports: transports, endpoints: [.inproc]))
    for comparison in plan.comparisons {
      let isLimited =
        try #require(transports.first { $0.name == comparison.transports[0] }).mostSockets != nil
      let most = isLimited || comparison.subject == "threads" ? 100 : 1_000
      #expect(comparison.arms.compactMap(\.count).last == most)
      #expect(comparison.arms.map(\.name) == comparison.arms.map { "\($0.count!)" })
      #expect(comparison.size == 64)
    }
    #expect(plan.comparisons.map(\.subject) == names.flatMap { _ in ["sockets", "connections", "threads"] })
    let limited = transports.filter { $0.mostSockets != nil }
    #expect(plan.notes.count == limited.count)
    #expect(plan.notes.allSatisfy { $0.contains("leaves out 1000") && $0.contains("can have 512") })
  }

  /// In a process of its own, since it changes a limit of the process.
  @Test func theLimitOfDescriptorsCounts() async {
    await #expect(processExitsWith: .success) {
      func limit(soft: rlim_t, hard: rlim_t) {
        var limits = rlimit(rlim_cur: soft, rlim_max: hard)
        #if canImport(Darwin)
          setrlimit(RLIMIT_NOFILE, &limits)
        #else
          setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limits)
        #endif
      }
      limit(soft: 30, hard: 700)
      precondition(Descriptors.highestLimit == 700)
      let plan = try Plan([.scaling], Scope(transports: transports, endpoints: [.tcp, .inproc]))
      for comparison in plan.comparisons {
        let needsDescriptors =
          transports.first { $0.name == comparison.transports[0] }!.descriptorsPerSocket > 0
        precondition(!needsDescriptors || comparison.arms.allSatisfy { $0.count! <= 100 })
      }
      precondition(plan.notes.contains { $0.contains("can have 700") } || transports.count == 1)

      // More than the lower limit allows.
      let transport = transports[0]
      let arm = try ConnectedArm(
        ScalingTests.arm(transport, .connections(50)), over: transport.endpoints[0], wiring: .pushPull,
        size: 64)
      let sample = try arm.run(100)
      precondition(sample.messages == 100)
    }
  }
}

/// An end that fails after so many moves.
private final class FailingEnd: End, @unchecked Sendable {
  struct Failure: Error {}

  private let end: any End
  private var moves: Int

  init(_ end: any End, after moves: Int) {
    self.end = end
    self.moves = moves
  }

  var workspace: Workspace { end.workspace }

  func move(_ numbers: Range<UInt64>) throws {
    moves -= 1
    guard moves > 0 else { throw Failure() }
    try end.move(numbers)
  }

  func interrupt() { end.interrupt() }
}
