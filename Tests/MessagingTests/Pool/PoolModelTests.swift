import TestSupport
import Testing

@testable import Messaging

/// Random steps of a pool and of its model, which agree after each.
///
/// The environment variable `POOL_SEED` repeats a run.
@Suite struct PoolModelTests {
  private static let seed: UInt64 = numberFromEnvironment("POOL_SEED") ?? .random(in: 1 ... .max)
  private static let stepsOfOnePool = 1_000

  @Test func aPoolDoesAsItsModel() throws {
    print("POOL_SEED=\(Self.seed)")
    let leaked = try ScriptedTransport.expectingNoLeak {
      var generator = SeededGenerator(seed: Self.seed)
      let worker = try Worker()
      for number in 0..<manyMessages / 5 / Self.stepsOfOnePool {
        let defect =
          if number % 2 == 0 {
            try walk(ScriptedTransport(), with: worker, using: &generator)
          } else {
            try walk(LendingTransport(), with: worker, using: &generator)
          }
        guard let defect else { continue }
        Issue.record("pool \(number) of POOL_SEED=\(Self.seed): \(defect)")
        break
      }
    }
    #expect(leaked == 0)
  }

  /// - Returns: What was wrong; `nil` when all was right.
  private func walk<T: Scripted>(
    _ transport: T, with worker: Worker, using generator: inout SeededGenerator
  ) throws -> String? {
    let options = PoolOptions.random(using: &generator)
    let walk = try PoolWalk(transport, options: options, worker: worker)
    for step in 0..<Self.stepsOfOnePool {
      let name = try walk.step(using: &generator)
      let (statistics, expected) = (walk.pool.statistics, walk.model.statistics)
      if let defect = walk.defect ?? statistics.contradiction(within: options) {
        return "step \(step), \(name): \(defect)"
      }
      guard statistics == expected else {
        return "step \(step), \(name), of \(options):\n\(statistics)\ninstead of\n\(expected)"
      }
    }
    return nil
  }
}
