import Foundation
import Messaging

/// A value that threads change and wait for.
final class Watched<Value>: @unchecked Sendable {
  private let condition = NSCondition()
  private var value: Value

  init(_ value: Value) { self.value = value }

  @discardableResult
  func change<Result>(_ body: (inout Value) throws -> Result) rethrows -> Result {
    condition.lock()
    defer { condition.unlock() }
    let result = try body(&value)
    condition.broadcast()
    return result
  }

  func read<Result>(_ body: (Value) throws -> Result) rethrows -> Result {
    condition.lock()
    defer { condition.unlock() }
    return try body(value)
  }

  /// Waits until the value is like this.
  ///
  /// - Returns: Whether it was, by the deadline.
  func wait(until deadline: Deadline, _ isAsWished: (Value) -> Bool) -> Bool {
    condition.lock()
    defer { condition.unlock() }
    while !isAsWished(value) {
      guard let remaining = deadline.remaining else {
        condition.wait()
        continue
      }
      guard remaining > .zero else { return false }
      _ = condition.wait(until: Date(timeIntervalSinceNow: remaining / .seconds(1)))
    }
    return true
  }
}
