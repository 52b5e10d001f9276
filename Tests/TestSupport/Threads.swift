package import POSIXSupport
internal import Synchronization

/// Keeps a thread in an array until it is joined.
package final class Handle<Result: Sendable> {
  private var thread: JoinableThread<Result>?

  package init(_ thread: consuming JoinableThread<Result>) { self.thread = consume thread }

  @discardableResult
  package func join() throws -> Result {
    let thread = thread.take()!
    return try thread.join()
  }
}

/// Something that happens once.
package final class Flag: Sendable {
  private let value = Atomic<Bool>(false)

  package init() {}

  package var isSet: Bool { value.load(ordering: .acquiring) }

  package func set() { value.store(true, ordering: .releasing) }
}

/// A number that several threads count up.
package final class Counter: Sendable {
  private let count = Atomic<Int>(0)

  package init() {}

  package var value: Int { count.load(ordering: .acquiring) }

  package func set(_ value: Int) { count.store(value, ordering: .releasing) }

  package func increment() { count.add(1, ordering: .releasing) }
}
