import CZeroMQ

/// Something that happened to a socket's connections.
public struct MonitorEvent: Hashable, Sendable {
  /// What happened.
  public enum Kind: Hashable, Sendable {
    /// A connection was made, but the greeting is still to come (`ZMQ_EVENT_CONNECTED`).
    case connected(descriptor: Int32)
    /// Connecting goes on in the background (`ZMQ_EVENT_CONNECT_DELAYED`).
    case connectDelayed
    /// Connecting is tried again after a pause (`ZMQ_EVENT_CONNECT_RETRIED`).
    case connectRetried(after: Duration)
    /// The socket is bound (`ZMQ_EVENT_LISTENING`).
    case listening(descriptor: Int32)
    /// The socket could not be bound, with the system's error number (`ZMQ_EVENT_BIND_FAILED`).
    case bindFailed(number: Int32)
    /// A peer has connected, but the greeting is still to come (`ZMQ_EVENT_ACCEPTED`).
    case accepted(descriptor: Int32)
    /// A peer could not be accepted, with the system's error number (`ZMQ_EVENT_ACCEPT_FAILED`).
    case acceptFailed(number: Int32)
    /// A connection, or a listening descriptor, was closed (`ZMQ_EVENT_CLOSED`).
    case closed(descriptor: Int32)
    /// A descriptor could not be closed, with the system's error number (`ZMQ_EVENT_CLOSE_FAILED`).
    case closeFailed(number: Int32)
    /// A connection broke (`ZMQ_EVENT_DISCONNECTED`).
    case disconnected(descriptor: Int32)
    /// The socket was closed: this is the last event (`ZMQ_EVENT_MONITOR_STOPPED`).
    case stopped
    /// The greeting is done, and messages can go (`ZMQ_EVENT_HANDSHAKE_SUCCEEDED`).
    case handshakeSucceeded
    /// The greeting failed, with the system's error number (`ZMQ_EVENT_HANDSHAKE_FAILED_NO_DETAIL`).
    case handshakeFailed(number: Int32)
    /// The greeting failed because the other side broke the rules (`ZMQ_EVENT_HANDSHAKE_FAILED_PROTOCOL`).
    case handshakeBroken(ProtocolViolation)
    /// The authenticator turned the peer away: 300 for now, 400 for good, 500 for a fault
    /// (`ZMQ_EVENT_HANDSHAKE_FAILED_AUTH`).
    case handshakeDenied(status: Int)
    /// An event of a later libzmq's.
    case other(number: UInt16, value: UInt32)
  }

  /// What happened.
  public let kind: Kind

  /// The address that it happened to; empty for ``Kind/stopped``.
  public let endpoint: String
}

extension MonitorEvent.Kind {
  /// What libzmq's event and its value stand for.
  init(_ event: UInt16, _ value: UInt32) {
    let number = Int32(bitPattern: value)
    switch Int32(event) {
    case ZMQ_EVENT_CONNECTED: self = .connected(descriptor: number)
    case ZMQ_EVENT_CONNECT_DELAYED: self = .connectDelayed
    case ZMQ_EVENT_CONNECT_RETRIED: self = .connectRetried(after: .milliseconds(number))
    case ZMQ_EVENT_LISTENING: self = .listening(descriptor: number)
    case ZMQ_EVENT_BIND_FAILED: self = .bindFailed(number: number)
    case ZMQ_EVENT_ACCEPTED: self = .accepted(descriptor: number)
    case ZMQ_EVENT_ACCEPT_FAILED: self = .acceptFailed(number: number)
    case ZMQ_EVENT_CLOSED: self = .closed(descriptor: number)
    case ZMQ_EVENT_CLOSE_FAILED: self = .closeFailed(number: number)
    case ZMQ_EVENT_DISCONNECTED: self = .disconnected(descriptor: number)
    case ZMQ_EVENT_MONITOR_STOPPED: self = .stopped
    case ZMQ_EVENT_HANDSHAKE_SUCCEEDED: self = .handshakeSucceeded
    case ZMQ_EVENT_HANDSHAKE_FAILED_NO_DETAIL: self = .handshakeFailed(number: number)
    case ZMQ_EVENT_HANDSHAKE_FAILED_PROTOCOL: self = .handshakeBroken(ProtocolViolation(rawValue: number))
    case ZMQ_EVENT_HANDSHAKE_FAILED_AUTH: self = .handshakeDenied(status: Int(value))
    default: self = .other(number: event, value: value)
    }
  }
}
