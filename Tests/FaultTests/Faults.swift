import Foundation
import TestSupport
import Testing

/// What a network, a system and other processes may do to sockets, one hostile behavior a file.
///
/// One after the other: each needs the machine to be as it says.
@Suite(.serialized, .timeLimit(.minutes(10)))
enum Faults {
  /// Whether there is time for all of them, as often as it takes to meet what is rare: when the environment sets
  /// `MESSAGING_FAULTS` to 1, as `./Tools/test --faults` does.
  static let isThorough: Bool =
    numberFromEnvironment("MESSAGING_FAULTS").map { (number: Int) in number > 0 } ?? false

  /// What is done when there is time, and when there is not.
  static func choose<Value>(thorough: Value, brief: Value) -> Value { isThorough ? thorough : brief }

  /// Lets a fault go on for as long as it is meant to.
  static func go(on duration: Duration) { Thread.sleep(forTimeInterval: duration / .seconds(1)) }
}
