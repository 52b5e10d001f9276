import Messaging
import Testing

@testable import MessagingBenchmark
@testable import msgbench

@Suite(.timeLimit(.minutes(15))) struct PoolingArmTests {
  private static let sends: [Job] = [.sendPooled, .sendHandedOver, .sendPooledCopy]
  private static let receives: [Job] = [
    .receivePooled, .receiveAndCopy, .receiveAndRent, .keepAll, .keepAllPooled, .keepSome, .keepSomePooled,
  ]

  @Test(arguments: transports)
  func everyJobMovesEveryMessage(transport: BenchmarkedTransport) throws {
    let pairs =
      Self.sends.map { ($0, Job.receiveReused) } + Self.receives.map { (Job.sendPooled, $0) }
    for endpoint in transport.endpoints {
      for size in [8, 64, 65_536] {
        for (send, receive) in pairs {
          for wiring in [Wiring.pushPull, .routerRouter] where transport.has(wiring) {
            let arm = Arm(
              name: "", transport: transport, front: Role(job: receive), back: Role(job: send))
            let connected = try ConnectedArm(arm, over: endpoint, wiring: wiring, size: size)
            #expect(try connected.run(700).messages == 700)
          }
        }
      }
    }
  }

  @Test(arguments: transports)
  func messagesAreMadeAndPassedWithoutSockets(transport: BenchmarkedTransport) throws {
    let solo: [Job] = [.make, .rent] + (transport.handsOver ? [.rentAndHandOver] : [])
    for size in [64, 65_536] {
      for job in solo {
        let arm = Arm(name: "", transport: transport, front: Role(job: job))
        let connected = try ConnectedArm(arm, over: .memory, wiring: .oneThread, size: size)
        #expect(try connected.run(1_000).messages == 1_000)
      }
      for job in [Job.passMade, .passRented] {
        let arm = Arm(
          name: "", transport: transport, front: Role(job: .dropPassed), back: Role(job: job))
        let connected = try ConnectedArm(arm, over: .memory, wiring: .twoThreads, size: size)
        #expect(try connected.run(5_000).messages == 5_000)
      }
    }
  }

  @Test func aFailureEndsBothEndsOfABelt() throws {
    let transport = try #require(transports.last)
    let ends = try transport.rig.open(
      front: Role(job: .dropPassed), back: Role(job: .passMade), wiring: .twoThreads, sizes: (64, 65),
      address: "")
    let arm = ConnectedArm(ends, at: "")
    #expect(throws: DeliveryError.wrongSize(number: 0, expected: 64, found: 65)) { try arm.run(100_000) }
  }
}
