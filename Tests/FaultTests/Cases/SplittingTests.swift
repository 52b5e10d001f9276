import Messaging
import TestSupport
import Testing

extension Faults {
  /// The network hands bytes over one by one, and late.
  @Suite struct SplittingTests {
    private static let conditions = Conditions(pieceSize: 1, delay: .milliseconds(1))

    @Test(arguments: Journey.all) func nothingIsLostOrReordered(_ journey: Journey) throws {
      let (traffic, proxy) = try journey.open(under: Self.conditions, patience: .seconds(30))
      try traffic.await(TestRun.choose(thorough: 500, brief: 30))
      let account = try #require(try traffic.finish()[0])
      #expect(account.missing == [] && account.overtaken == 0)
      // A publisher's first letters have no subscriber yet.
      #expect(account.first == 0 || journey.route.isPublished)
      #expect(proxy.connectionsAccepted == 1)
    }

    @Test(arguments: Subject.all) func requestsAreAnswered(_ subject: Subject) throws {
      try ask(on: subject.make(), at: subject.address, count: TestRun.choose(thorough: 250, brief: 20))
    }

    private func ask<T: ExposedTransport>(on transport: T, at address: String, count: Int) throws {
      var reply = try transport.socket(.reply)
      let proxy = try Proxy(to: try reply.bind(address), under: Self.conditions)
      var request = try transport.socket(.request)
      try request.connect(proxy.endpoint)
      for number in 0..<count {
        let letter = Letter(from: 0, number: number, size: Traffic.sizes[number % Traffic.sizes.count])
        try request.send(letter, deadline: soon)
        try reply.send(try reply.receive(deadline: soon), deadline: soon)
        let answer = try request.receive(deadline: soon)
        let answered = try answer.withUnsafeBytes { try Letter($0) }
        #expect(answered == letter)
      }
    }
  }
}
