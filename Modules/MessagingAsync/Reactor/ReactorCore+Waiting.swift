public import Messaging

/// A task to be resumed once no lock is held.
struct Resumption {
  let continuation: UnsafeContinuation<Waiter.Outcome, Never>
  let outcome: Waiter.Outcome

  func resume() { continuation.resume(returning: outcome) }
}

extension ReactorCore {
  /// Waits until one of these descriptors is readable.
  ///
  /// - Parameters:
  ///   - waiter: Where to wait. Nobody else uses it meanwhile.
  ///   - descriptors: They stay open during the wait.
  ///   - deadline: When to give up.
  /// - Throws: ``/Messaging/TransportFailure`` when the system cannot wait for them.
  @usableFromInline
  func wait(
    at waiter: Waiter, for descriptors: [Int32], until deadline: Deadline
  ) async throws(TransportFailure) -> Waiter.Outcome {
    try begin(waiter, for: descriptors, until: deadline)
    return await outcome(of: waiter)
  }

  /// Begins a wait, which may end before anybody asks for its ``outcome(of:)``.
  ///
  /// - Throws: As ``wait(at:for:until:)``. Then there is no wait.
  func begin(
    _ waiter: Waiter, for descriptors: [Int32], until deadline: Deadline
  ) throws(TransportFailure) {
    for descriptor in enter(waiter, for: descriptors, until: deadline) {
      do {
        try queue.arm(descriptor)
      } catch {
        giveUp(waiter, becauseOf: descriptor)
        throw error
      }
    }
  }

  /// Begins a wait for nothing but ``finish(_:_:)``.
  func begin(_ waiter: Waiter, until deadline: Deadline) {
    _ = enter(waiter, for: [], until: deadline)
  }

  /// - Returns: The descriptors for which nobody waited before.
  private func enter(
    _ waiter: Waiter, for descriptors: [Int32], until deadline: Deadline
  ) -> [Int32] {
    var unarmed: [Int32] = []
    let isAsleep = lock.withLock {
      waiter.state = .begun
      waiter.descriptors = descriptors
      waiter.deadline = deadline.instant
      for descriptor in descriptors {
        if waiters.insert(waiter, for: descriptor) { unarmed.append(descriptor) }
      }
      guard let deadline = waiter.deadline else { return false }
      deadlines.insert(waiter)
      return wakeUp(before: deadline)
    }
    if isAsleep { queue.wake() }
    return unarmed
  }

  /// Suspends the task until its wait is over, or the task is cancelled.
  func outcome(of waiter: Waiter) async -> Waiter.Outcome {
    await withTaskCancellationHandler {
      await outcomeDespiteCancellation(of: waiter)
    } onCancel: {
      finish(waiter, .cancelled)
    }
  }

  /// Suspends the task until its wait is over.
  func outcomeDespiteCancellation(of waiter: Waiter) async -> Waiter.Outcome {
    await withUnsafeContinuation { continuation in
      let outcome: Waiter.Outcome? = lock.withLock {
        if case .finished(let outcome) = waiter.state { return outcome }
        waiter.state = .suspended(continuation)
        return nil
      }
      if let outcome { continuation.resume(returning: outcome) }
    }
  }

  /// Ends a wait. From any thread.
  ///
  /// - Returns: Whether this was what ended it.
  @discardableResult
  func finish(_ waiter: Waiter, _ outcome: Waiter.Outcome) -> Bool {
    var resumptions: [Resumption] = []
    let isFirst = lock.withLock { end(waiter, outcome, &resumptions) }
    for resumption in resumptions { resumption.resume() }
    return isFirst
  }

  /// Ends the waits for these descriptors and those whose deadline passed. With the lock held.
  func endWaits(for descriptors: UnsafeBufferPointer<Int32>, _ resumptions: inout [Resumption]) {
    for descriptor in descriptors {
      endWaits(for: descriptor, &resumptions)
    }
    guard deadlines.first != nil else { return }
    let now = ContinuousClock.now
    while let waiter = deadlines.first, waiter.deadline! <= now { end(waiter, .timedOut, &resumptions) }
  }

  /// With the lock held.
  private func endWaits(for descriptor: Int32, _ resumptions: inout [Resumption]) {
    // Each that ends takes itself out.
    while let waiter = waiters.last(for: descriptor) { end(waiter, .ready, &resumptions) }
  }

  /// With the lock held.
  @discardableResult
  private func end(
    _ waiter: Waiter, _ outcome: Waiter.Outcome, _ resumptions: inout [Resumption]
  ) -> Bool {
    switch waiter.state {
    case .idle, .finished: return false
    case .begun: break
    case .suspended(let continuation):
      resumptions.append(Resumption(continuation: continuation, outcome: outcome))
    }
    waiter.state = .finished(outcome)
    takeOut(waiter)
    return true
  }

  /// Takes a wait back. Others that rely on the descriptor being armed try again by themselves.
  private func giveUp(_ waiter: Waiter, becauseOf descriptor: Int32) {
    var resumptions: [Resumption] = []
    lock.withLock {
      takeOut(waiter)
      waiter.state = .idle
      endWaits(for: descriptor, &resumptions)
    }
    for resumption in resumptions { resumption.resume() }
  }

  private func takeOut(_ waiter: Waiter) {
    for descriptor in waiter.descriptors { waiters.remove(waiter, for: descriptor) }
    deadlines.remove(waiter)
  }
}
