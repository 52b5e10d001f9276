/// How much time the tests have.
package enum TestRun {
  /// Whether there is time to meet what is rare: when the environment sets `MESSAGING_FAULTS` to 1, as `./Tools/test --faults` does.
  package static let isThorough: Bool =
    numberFromEnvironment("MESSAGING_FAULTS").map { (number: Int) in number > 0 } ?? false

  /// What is done when there is time, and when there is not.
  package static func choose<Value>(thorough: Value, brief: Value) -> Value { isThorough ? thorough : brief }
}
