import POSIXSupport
import Synchronization

/// Keeps a thread in an array until it is joined.
final class Handle<Result: Sendable> {
  private var thread: JoinableThread<Result>?

  init(_ thread: consuming JoinableThread<Result>) { self.thread = consume thread }

  @discardableResult
  func join() throws -> Result {
    let thread = thread.take()!
    return try thread.join()
  }
}

/// Something that happens once.
final class Flag: Sendable {
  private let value = Atomic<Bool>(false)

  var isSet: Bool { value.load(ordering: .acquiring) }

  func set() { value.store(true, ordering: .releasing) }
}

/// A number that several threads count up.
final class Counter: Sendable {
  private let count = Atomic<Int>(0)

  var value: Int { count.load(ordering: .acquiring) }

  func set(_ value: Int) { count.store(value, ordering: .releasing) }

  func increment() { count.add(1, ordering: .releasing) }
}
