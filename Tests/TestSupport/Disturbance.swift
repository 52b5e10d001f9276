internal import Foundation
internal import POSIXSupport

/// What comes between threads while something is tried: others that take their processor away at times, and that all of
/// them share one.
package struct Disturbance: Sendable, CustomStringConvertible {
  /// What the times of each thread that comes between follow from.
  private let seeds: [UInt64]
  private let isConfined: Bool

  /// A disturbance of a generator's choice.
  package init(using generator: inout some RandomNumberGenerator) {
    seeds = (0..<Int.random(in: 1...4, using: &generator)).map { _ in generator.next() }
    isConfined = Bool.random(using: &generator)
  }

  package var description: String {
    "\(seeds.count) threads between\(isConfined ? ", all on one processor" : "")"
  }

  /// Does something, on a thread of its own, and disturbs it and the threads that it starts.
  package func during<Result: Sendable>(_ body: @escaping @Sendable () throws -> Result) throws -> Result {
    let isOver = Flag()
    // Threads run where the one does that started them.
    let thread = try JoinableThread { [seeds, isConfined] in
      if isConfined { _ = ThreadPolicy.run(on: [Processors.current]) }
      var others: [Handle<Void>] = []
      // Also when not all of them can be started.
      defer {
        isOver.set()
        for other in others { try? other.join() }
      }
      for seed in seeds {
        others.append(
          Handle(try JoinableThread { Self.comeBetween(SeededGenerator(seed: seed), until: isOver) }))
      }
      return try body()
    }
    return try thread.join()
  }

  /// Works and rests in turn, some milliseconds at a time.
  private static func comeBetween(_ generator: SeededGenerator, until isOver: Flag) {
    var generator = generator
    while !isOver.isSet {
      let end = ContinuousClock.now + .microseconds(Int.random(in: 0...5_000, using: &generator))
      while ContinuousClock.now < end {}
      usleep(UInt32.random(in: 0...5_000, using: &generator))
    }
  }
}
