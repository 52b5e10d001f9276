import Messaging
import POSIXSupport
import Synchronization

extension ConformanceSubject {
  /// Tries a behavior on a new transport, in a thread of its own, and waits for it, but not without limit.
  ///
  /// A thread that does not end, even after the transport was shut down, is left behind with what it holds.
  /// A behavior after which more handles are open than before has failed.
  ///
  /// - Parameters:
  ///   - behavior: What to try.
  ///   - address: One of ``addresses``.
  /// - Returns: What came of it, with declared exceptions taken into account.
  public func examine(_ behavior: Behavior, at address: String) -> ConformanceOutcome {
    guard let exception = exceptions.first(where: { $0.covers(behavior, at: address) }) else {
      return failure(of: behavior, at: address).map { .failed($0) } ?? .passed
    }
    guard exception.trial != .crashes else { return .excepted(exception, nil) }
    let failure = failure(of: behavior, at: address)
    return failure == nil && exception.trial == .fails
      ? .exceptionNotNeeded(exception) : .excepted(exception, failure)
  }

  private func failure(of behavior: Behavior, at address: String) -> ConformanceFailure? {
    func failed(_ finding: String) -> ConformanceFailure {
      ConformanceFailure(behavior: behavior, transport: name, address: address, finding: finding)
    }
    do {
      let transport = try make()
      let before = openHandles(transport)
      let attempt = Attempt()
      let settings = settings
      let thread = try JoinableThread<Void> {
        attempt.finish { () throws(ConformanceFailure) in
          try behavior.run(on: transport, at: address, settings: settings)
        }
      }
      guard attempt.isFinished(by: .after(settings.timeLimit)) else {
        // Its waits may end with this, and the thread with them.
        transport.shutdown()
        if attempt.isFinished(by: .after(settings.patience)) { try thread.join() }
        return failed("did not finish in \(settings.timeLimit)")
      }
      try thread.join()
      if let failure = attempt.failure { return failure }
      return leak(in: transport, before: before).map(failed)
    } catch {
      return failed("could not be tried: \(error)")
    }
  }

  private func leak(in transport: any Transport, before: Int?) -> String? {
    guard let before else { return nil }
    let limit = Deadline.after(settings.patience)
    // A library may finish closing in the background.
    while let now = openHandles(transport), now > before {
      guard limit.remaining != .zero else {
        return "expected \(before) open handles afterwards, saw \(now)"
      }
      pause()
    }
    return nil
  }
}

/// Whether the thread of a behavior is done, and with what.
private final class Attempt: Sendable {
  private let result = Mutex<Result<Void, ConformanceFailure>?>(nil)

  func finish(_ body: () throws(ConformanceFailure) -> Void) {
    let outcome = Result(catching: body)
    result.withLock { $0 = outcome }
  }

  func isFinished(by deadline: Deadline) -> Bool {
    while result.withLock({ $0 == nil }) {
      guard deadline.remaining != .zero else { return false }
      pause()
    }
    return true
  }

  var failure: ConformanceFailure? {
    result.withLock { result in
      guard case .failure(let failure) = result else { return nil }
      return failure
    }
  }
}
