/// Steers a ``Forwarder``, from any thread.
public final class ForwardingControl: @unchecked Sendable {
  private let lock = Lock()
  private let wake: @Sendable () -> Void

  // Guarded by the lock.
  private var stopped = false
  private var finishing = false
  private var paused = false
  private var passed = ForwardingStatistics()

  /// For those who implement a forwarder.
  ///
  /// - Parameter wake: Ends the forwarder's wait, so that it looks here. Called after each change, from any thread.
  public init(wake: @escaping @Sendable () -> Void) { self.wake = wake }

  /// Makes ``Forwarder/run(until:)`` return, now or when it is called, for good.
  public func stop() { change { stopped = true } }

  /// Makes ``Forwarder/run(until:)`` return, for good, as soon as it holds no message: it receives no more, and waits until what
  /// it has received is sent, also when it is paused. ``stop()`` ends that wait.
  public func finish() { change { finishing = true } }

  /// Has the forwarder pass nothing on until ``resume()``. Messages wait where they are; only what it is busy with when this is
  /// called still passes.
  public func pause() { change { paused = true } }

  /// Ends ``pause()``.
  public func resume() { change { paused = false } }

  /// Whether ``stop()`` was called.
  public var isStopped: Bool { lock.withLock { stopped } }

  /// Whether ``finish()`` was called.
  public var isFinishing: Bool { lock.withLock { finishing } }

  /// Whether the forwarder passes nothing on for the time being.
  public var isPaused: Bool { lock.withLock { paused } }

  /// What was passed on since the forwarder was made.
  public var statistics: ForwardingStatistics { lock.withLock { passed } }

  /// Adds to the ``statistics``. For those who implement a forwarder.
  public func count(_ further: ForwardingStatistics) { lock.withLock { passed.add(further) } }

  private func change(_ body: () -> Void) {
    lock.withLock(body)
    wake()
  }
}
