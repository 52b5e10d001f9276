public import Messaging

extension Nanomsg {
  /// An option of nanomsg's, with the type of its values.
  ///
  ///     try push.set(.sendPriority, to: 1)
  ///     try push.connect("tcp://10.0.0.1:5555")      // preferred to
  ///     try push.set(.sendPriority, to: 2)
  ///     try push.connect("tcp://10.0.0.2:5555")
  ///
  /// What every transport has, such as ``/Messaging/SocketOptions/maximumMessageSize``, is in
  /// ``/Messaging/SocketOptions`` and set when a socket is opened. Timeouts of calls (`NN_SNDTIMEO`, `NN_RCVTIMEO`) are their
  /// deadlines. `NN_LINGER`, which the library ignores, is ``/Messaging/SocketOptions/linger``, as far as that can be had.
  /// Those of `ipc` (`NN_IPC_SEC_ATTR`, `NN_IPC_OUTBUFSZ`, `NN_IPC_INBUFSZ`) do something on Windows only.
  public struct Option<Value: Sendable>: Sendable {
    /// The C name, such as `NN_SNDPRIO`.
    public let constant: String

    /// The patterns, raw ones included, that have the option; `nil` for all.
    let patterns: [Pattern<Nanomsg>]?

    let write: @Sendable (_ socket: Int32, Value) throws(TransportFailure) -> Void
    let read: @Sendable (_ socket: Int32) throws(TransportFailure) -> Value

    /// Whether connections that there are already would be made again with the new value, which they may not survive.
    var precedesEndpoints = false
  }
}

extension Socket where T == Nanomsg {
  /// Changes an option.
  ///
  /// - Parameters:
  ///   - option: Which one. Each tells the values that it takes, and from when on they count.
  ///   - value: Its new value.
  /// - Throws: ``/Messaging/MessagingError`` with `invalidArgument` for a value out of range, which the library does not
  ///   get to see, `invalidState` for one that has to be set before the socket is bound or connected,
  ///   `unsupported` for an option of other patterns (`ENOPROTOOPT`), and `closed` after the transport was
  ///   shut down (`ETERM`). The option is as it was.
  public mutating func set<Value>(
    _ option: Nanomsg.Option<Value>, to value: Value
  ) throws(MessagingError) {
    try withOption(option, during: MessagingError.Operation("setOption")) {
      (handle) throws(TransportFailure) in
      guard !option.precedesEndpoints || handle.endpoints.isEmpty else {
        throw TransportFailure(
          .invalidState, "\(option.constant) is set before the socket is bound or connected")
      }
      try option.write(handle.number, value)
    }
  }

  /// The value of an option.
  ///
  /// - Throws: ``/Messaging/MessagingError`` with `unsupported` for an option of other patterns (`ENOPROTOOPT`), and
  ///   `closed` after the transport was shut down (`ETERM`).
  public mutating func value<Value>(
    of option: Nanomsg.Option<Value>
  ) throws(MessagingError) -> Value {
    try withOption(option, during: MessagingError.Operation("getOption")) {
      (handle) throws(TransportFailure) in
      try option.read(handle.number)
    }
  }

  private mutating func withOption<Value, Result>(
    _ option: Nanomsg.Option<Value>, during operation: MessagingError.Operation,
    _ body: (borrowing Nanomsg.SocketHandle) throws(TransportFailure) -> Result
  ) throws(MessagingError) -> Result {
    let pattern = pattern
    return try withUnsafeHandle(during: operation) { (handle) throws(TransportFailure) in
      try handle.context.requireOpen()
      if let patterns = option.patterns, !patterns.contains(pattern) {
        let names = patterns.map(\.name).joined(separator: ", ")
        throw TransportFailure(.unsupported, "\(option.constant) is an option of \(names), not of \(pattern)")
      }
      return try body(handle)
    }
  }
}
