import Foundation
import TestSupport
import Testing

/// What a network, a system and other processes may do to sockets, one hostile behavior a file.
///
/// One after the other: each needs the machine to be as it says.
@Suite(.serialized, .timeLimit(.minutes(10)))
enum Faults {
  /// Lets a fault go on for as long as it is meant to.
  static func go(on duration: Duration) { Thread.sleep(forTimeInterval: duration / .seconds(1)) }
}
