/// Passes messages on between two sockets, on the thread that runs it.
///
///     let control = forwarder.control
///     let end = try forwarder.run()                      // until another thread calls control.stop()
///
/// It owns its sockets, which close with it. It belongs to one thread at a time and may move, as a socket does.
///
/// ``ForwardingTransport/forwarder(_:_:)`` makes one of what a library has of its own; a `Bridge` joins sockets of any two
/// transports.
public protocol Forwarder: ~Copyable, Sendable {
  /// Steers it, from any thread.
  var control: ForwardingControl { get }

  /// Passes messages on, until ``ForwardingControl/stop()`` or ``ForwardingControl/finish()``.
  ///
  /// The call can be repeated. A message that was received and not sent yet when it ended waits for the next one; it is lost
  /// with the forwarder. Each direction has one such message at most: a receiver that does not keep up is waited for, while
  /// the senders' messages wait in their queues. A forwarder that was asked to finish has none when the call returns.
  ///
  /// - Parameter deadline: When to return if nobody stops it.
  /// - Returns: Why it ended.
  /// - Throws: ``MessagingError`` with ``MessagingError/Code/closed`` after a transport of its sockets was shut down (`ETERM`),
  ///   or what the library said when it refused a message, which is dropped.
  @discardableResult
  mutating func run(until deadline: Deadline) throws(MessagingError) -> ForwardingEnd
}

extension Forwarder where Self: ~Copyable {
  /// Passes messages on, until ``ForwardingControl/stop()``. As ``run(until:)``.
  @discardableResult
  public mutating func run() throws(MessagingError) -> ForwardingEnd { try run(until: .never) }
}

/// Why a ``Forwarder`` ended its work without an error.
public enum ForwardingEnd: Hashable, Sendable {
  /// ``ForwardingControl/stop()`` or ``ForwardingControl/finish()`` was called.
  case stopped
  /// The deadline passed.
  case deadlinePassed
}

/// A ``Forwarder`` whose kind is known at run time only.
public struct AnyForwarder: Forwarder, ~Copyable {
  /// Steers it, from any thread.
  public let control: ForwardingControl

  private let box: Box

  /// Wraps a forwarder.
  ///
  /// **Ownership:** the forwarder is the wrapper's.
  public init<Base: Forwarder & ~Copyable>(_ base: consuming Base) {
    control = base.control
    box = BoxOf(base)
  }

  /// Passes messages on. As ``Forwarder/run(until:)``.
  @discardableResult
  public mutating func run(until deadline: Deadline) throws(MessagingError) -> ForwardingEnd {
    try box.run(until: deadline)
  }

  // One owner at a time reaches the box: running is mutating.
  private class Box: @unchecked Sendable {
    func run(until deadline: Deadline) throws(MessagingError) -> ForwardingEnd {
      preconditionFailure("every box is of a forwarder")
    }
  }

  private final class BoxOf<Base: Forwarder & ~Copyable>: Box, @unchecked Sendable {
    private var base: Base

    init(_ base: consuming Base) { self.base = base }

    override func run(until deadline: Deadline) throws(MessagingError) -> ForwardingEnd {
      try base.run(until: deadline)
    }
  }
}
