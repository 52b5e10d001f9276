#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A thread of the system that runs one closure, for code that blocks and therefore may not run on the
/// threads of Swift's concurrency.
///
/// A thread that was started has to be joined, or detached. The closure receives a value of its own, which is how a socket moves to the thread:
///
///     let thread = try JoinableThread(moving: pull) { pull in
///       var pull = pull
///       return try pull.receive().count
///     }
///     let count = try thread.join()
package struct JoinableThread<Result: Sendable>: ~Copyable {
  private let task: Task
  private let identifier: pthread_t

  /// Starts the thread.
  ///
  /// - Parameters:
  ///   - value: What the thread takes over.
  ///   - body: What the thread runs.
  /// - Throws: ``ThreadError`` when the system has no thread left; `value` is dropped then.
  package init<Value: ~Copyable>(
    moving value: consuming sending Value,
    body: @escaping @Sendable (consuming sending Value) throws -> Result
  ) throws(ThreadError) {
    let box = Box(value)
    try self.init { try body(box.take()) }
  }

  /// Starts the thread.
  ///
  /// - Throws: ``ThreadError`` when the system has no thread left.
  package init(body: @escaping @Sendable () throws -> Result) throws(ThreadError) {
    task = Task(body: body)
    // The thread owns one reference to the task, which `runTask` takes over.
    let reference = Unmanaged<AnyTask>.passRetained(task)
    #if canImport(Darwin)
      var identifier: pthread_t?
    #else
      var identifier = pthread_t()
    #endif
    let status = pthread_create(&identifier, nil, runTask, reference.toOpaque())
    guard status == 0 else {
      reference.release()
      throw ThreadError(number: status)
    }
    #if canImport(Darwin)
      self.identifier = identifier!
    #else
      self.identifier = identifier
    #endif
  }

  /// Waits for the thread to end.
  ///
  /// - Returns: What the closure returned.
  /// - Throws: What the closure threw.
  package consuming func join() throws -> Result {
    pthread_join(identifier, nil)
    return try task.result!.get()
  }

  /// Lets the thread run to its end by itself.
  package consuming func detach() { pthread_detach(identifier) }

  // Written by the thread, read after joining it, which orders the two.
  private final class Task: AnyTask, @unchecked Sendable {
    private let body: @Sendable () throws -> Result
    private(set) var result: Swift.Result<Result, any Error>?

    init(body: @escaping @Sendable () throws -> Result) { self.body = body }

    override func run() { result = Swift.Result(catching: body) }
  }
}

/// The system could not start a thread.
package struct ThreadError: Error, CustomStringConvertible {
  /// The `errno` of `pthread_create`.
  package let number: Int32

  /// One line.
  package var description: String { "the system has no thread left: \(String(cString: strerror(number)))" }
}

// A C function pointer cannot be generic, so the thread enters through a base class.
private class AnyTask: @unchecked Sendable {
  func run() {}
}

#if canImport(Darwin)
  private func runTask(_ argument: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? {
    Unmanaged<AnyTask>.fromOpaque(argument).takeRetainedValue().run()
    return nil
  }
#else
  private func runTask(_ argument: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    Unmanaged<AnyTask>.fromOpaque(argument!).takeRetainedValue().run()
    return nil
  }
#endif

/// Carries a non-copyable value into an escaping closure that runs once.
private final class Box<Value: ~Copyable>: @unchecked Sendable {
  private var value: Value?

  init(_ value: consuming Value) { self.value = consume value }

  func take() -> sending Value {
    guard let value = value.take() else { preconditionFailure("the thread runs its closure once") }
    return value
  }
}
