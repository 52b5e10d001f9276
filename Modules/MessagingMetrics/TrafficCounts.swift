#if Metrics
  public import Synchronization

  /// What a traffic counter counted: written by its owner alone, read by the reporter.
  ///
  /// One writer needs no read-modify-write: a load and a store, which are as cheap as those of any variable.
  @usableFromInline
  final class TrafficCounts: Sendable {
    @usableFromInline let messagesSent = Atomic<Int>(0)
    @usableFromInline let bytesSent = Atomic<Int>(0)
    @usableFromInline let messagesReceived = Atomic<Int>(0)
    @usableFromInline let bytesReceived = Atomic<Int>(0)
    /// Whether the counter is gone. Set after the last count, with release.
    let isFinal = Atomic<Bool>(false)

    init() {}

    @inlinable
    @inline(__always)
    func countSent(_ bytes: Int) {
      Self.add(1, to: messagesSent)
      Self.add(bytes, to: bytesSent)
    }

    @inlinable
    @inline(__always)
    func countReceived(_ bytes: Int) {
      Self.add(1, to: messagesReceived)
      Self.add(bytes, to: bytesReceived)
    }

    @inlinable
    @inline(__always)
    static func add(_ amount: Int, to count: borrowing Atomic<Int>) {
      count.store(count.load(ordering: .relaxed) &+ amount, ordering: .relaxed)
    }
  }
#endif
