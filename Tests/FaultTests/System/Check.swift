import Foundation
import TestSupport
import Testing

/// Runs what a process of its own is for. What that throws fails the test, and ends the process.
func tellingFailure(_ body: () throws -> Void) {
  do {
    try body()
  } catch {
    Issue.record(error)
    exit(EXIT_FAILURE)
  }
}

/// Makes sure of something there.
///
/// - Throws: ``Fault`` when it is not so.
func check(
  _ condition: @autoclosure () throws -> Bool, _ explanation: @autoclosure () -> String = "",
  file: String = #fileID, line: Int = #line
) throws {
  guard try condition() else { throw Fault("\(file):\(line): not so. \(explanation())") }
}
