extension Experiment {
  static let memoryStrategy = Experiment(
    name: "memory-strategy",
    summary: "every way to send with every way to receive: what to use on this transport"
  ) { scope in
    Plan(
      comparisons: scope.comparisons("memory-strategy", arms: arms).map { comparison in
        var comparison = comparison
        comparison.contests = [.pool(in: comparison.arms), .buffer(in: comparison.arms)]
        return comparison
      },
      notes: scope.notes(
        that: "memory-strategy's \"handed over\"", isNotApplicableTo: { !$0.handsOver },
        because: BenchmarkedTransport.reasonNotToHandOver))
  }

  private static func arms(of transport: BenchmarkedTransport) -> [Arm] {
    let sends: [Job] =
      [.sendMessage, .sendCopy, .sendPooled] + (transport.handsOver ? [.sendHandedOver] : [])
    let receives: [Job] = [.receiveMessage, .receiveReused, .receiveBuffer]
    // Pooled receiving goes with one way to send; it is not worth as many arms.
    let pairs = sends.flatMap { send in receives.map { (send, $0) } } + [(.sendMessage, .receivePooled)]
    return pairs.map { send, receive in
      Arm(
        name: "\(send.method)+\(receive.method)", transport: transport, front: Role(job: receive),
        back: Role(job: send))
    }
  }
}

extension Contest {
  /// Sending pooled against sending without a pool, received without one.
  fileprivate static func pool(in arms: [Arm]) -> Contest {
    func numbers(sending jobs: [Job]) -> [Int] {
      arms.indices.filter { index in
        arms[index].front.job != .receivePooled && jobs.contains { $0 == arms[index].back?.job }
      }
    }
    return Contest(
      subject: "pool", arms: numbers(sending: [.sendPooled]),
      others: numbers(sending: [.sendMessage, .sendCopy]))
  }

  /// Receiving into a buffer against receiving messages.
  fileprivate static func buffer(in arms: [Arm]) -> Contest {
    func numbers(receiving jobs: [Job]) -> [Int] {
      arms.indices.filter { jobs.contains(arms[$0].front.job) }
    }
    return Contest(
      subject: "buffer", arms: numbers(receiving: [.receiveBuffer]),
      others: numbers(receiving: [.receiveMessage, .receiveReused]))
  }
}
