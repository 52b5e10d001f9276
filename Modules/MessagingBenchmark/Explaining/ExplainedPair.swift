/// Two pipelines whose difference is to be explained, as arms of a comparison: the pipelines themselves, and what is done to
/// them.
struct ExplainedPair: Sendable {
  /// The threads that do the same in both.
  var sharedSides: Set<Explanation.Side>
  /// What the path of the four arms differs in that show pool and path; `nil` where there are none.
  var path: String?
  /// Whether only the second pipeline goes that path, and threads that are not timed work on the same memory.
  var othersFeelPath = false
}

extension ExplainedPair {
  /// The arms, from two that move messages: first those two.
  static func arms(_ first: Arm, _ second: Arm, factorial: [Arm] = []) -> [Arm] {
    let pair = [first, second]
    return pair
      + probes.flatMap { probe in
        pair.indices.map { index in
          var arm = pair[index]
          arm.name += ", \(probe)"
          arm.probe = probe
          arm.host = index
          return arm
        }
      } + factorial
  }

  /// What is done to both pipelines, in the order of the arms.
  static let probes: [Probe] =
    Explanation.Side.allCases.flatMap { side in (1...3).map { Probe.delay(side, halves: $0) } }
    + [.stagesAlone]

  /// The number of the arm of a pipeline.
  static func arm(_ pipeline: Int, _ probe: Probe) -> Int {
    2 + 2 * probes.firstIndex(of: probe)! + pipeline
  }

  /// The number of the first of the four arms that show pool and path.
  static var firstOfFactorial: Int { 2 + 2 * probes.count }
}
