import Messaging
import POSIXSupport
import Synchronization

extension ZeroMQ {
  /// Steers a ``Proxy``, from any thread.
  public final class ProxyControl: Sendable {
    private let pipe: WakePipe
    private let state = Mutex(State())

    private struct State {
      var isStopped = false
      var isPaused = false
      /// Whether the pipe is readable.
      var isSignaled = false
      var statistics = ProxyStatistics()
    }

    init() throws(TransportFailure) { pipe = try WakePipe() }

    /// Makes ``Proxy/run(until:)`` return, now or when it is called, for good.
    public func stop() { change { $0.isStopped = true } }

    /// Has the proxy pass nothing on until ``resume()``. Messages wait where they are.
    public func pause() { change { $0.isPaused = true } }

    /// Ends ``pause()``.
    public func resume() { change { $0.isPaused = false } }

    /// What was passed on since the proxy was made.
    public var statistics: ProxyStatistics { state.withLock { $0.statistics } }

    /// Whether ``stop()`` was called.
    public var isStopped: Bool { state.withLock { $0.isStopped } }

    /// Whether the proxy passes nothing on for the time being.
    public var isPaused: Bool { state.withLock { $0.isPaused } }

    /// Readable after a change, until ``reset()``.
    var descriptor: Int32 { pipe.descriptor }

    func reset() {
      state.withLock { state in
        guard state.isSignaled else { return }
        state.isSignaled = false
        pipe.takeBack()
      }
    }

    func count(_ passed: ProxyStatistics) { state.withLock { $0.statistics.add(passed) } }

    private func change(_ body: (inout State) -> Void) {
      state.withLock { state in
        body(&state)
        // One byte at most, so that the pipe is never full.
        guard !state.isSignaled else { return }
        state.isSignaled = true
        pipe.wake()
      }
    }
  }

  /// What a proxy has passed on.
  public struct ProxyStatistics: Hashable, Sendable {
    /// Messages that came in at the front and went out at the back.
    public internal(set) var messagesFromFront = 0
    /// Their size in bytes, with all parts.
    public internal(set) var bytesFromFront = 0
    /// Messages that came in at the back and went out at the front.
    public internal(set) var messagesFromBack = 0
    /// Their size in bytes, with all parts.
    public internal(set) var bytesFromBack = 0

    mutating func add(_ other: ProxyStatistics) {
      messagesFromFront += other.messagesFromFront
      bytesFromFront += other.bytesFromFront
      messagesFromBack += other.messagesFromBack
      bytesFromBack += other.bytesFromBack
    }
  }
}
