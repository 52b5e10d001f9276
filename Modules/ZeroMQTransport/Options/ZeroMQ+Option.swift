public import Messaging

extension ZeroMQ {
  /// A setting of a socket's, with the type of its values. Some can be read as well: see ``Option``.
  ///
  ///     var router = try transport.socket(.router)
  ///     try router.set(.routerMandatory, to: true)
  ///
  /// What every transport has, such as ``/Messaging/SocketOptions/maximumMessageSize``, is in ``/Messaging/SocketOptions``
  /// and set when a socket is opened. Timeouts of calls (`ZMQ_SNDTIMEO`, `ZMQ_RCVTIMEO`) are their deadlines. Keys and
  /// passwords are set by ``Messaging/Socket/secure(_:)``.
  ///
  /// Settings apply to what is bound and connected afterwards, where they do not say otherwise.
  public struct Setting<Value: Sendable>: Sendable {
    /// The C name, such as `ZMQ_ROUTER_MANDATORY`.
    public let constant: String

    /// The patterns that have the setting; `nil` for all.
    let patterns: [Pattern<ZeroMQ>]?

    let write: @Sendable (inout SocketHandle, Value) throws(TransportFailure) -> Void
  }

  /// A ``Setting`` that can be read as well.
  ///
  ///     try push.set(.connectTimeout, to: .seconds(5))
  ///     let timeout = try push.value(of: .connectTimeout)
  public struct Option<Value: Sendable>: Sendable {
    /// How to change it.
    public let setting: Setting<Value>

    let read: @Sendable (borrowing SocketHandle) throws(TransportFailure) -> Value

    /// The C name, such as `ZMQ_HEARTBEAT_IVL`.
    public var constant: String { setting.constant }
  }
}

extension Socket where T == ZeroMQ {
  /// Changes a setting.
  ///
  /// - Parameters:
  ///   - setting: Which one. Each tells the values that it takes.
  ///   - value: Its new value.
  /// - Throws: ``/Messaging/MessagingError`` with `invalidArgument` for a value out of range, which the library does not
  ///   get to see, `unsupported` for a setting of other patterns, or one that the libzmq in use was built without
  ///   (`EINVAL`), and `closed` after the transport was shut down (`ETERM`). The setting is as it was.
  public mutating func set<Value>(
    _ setting: ZeroMQ.Setting<Value>, to value: Value
  ) throws(MessagingError) {
    let pattern = pattern
    try withUnsafeHandle(during: MessagingError.Operation("setOption")) { (handle) throws(TransportFailure) in
      if let patterns = setting.patterns, !patterns.contains(pattern) {
        let names = patterns.map(\.name).joined(separator: ", ")
        throw TransportFailure(.unsupported, "\(setting.constant) is for \(names), not for \(pattern)")
      }
      do throws(TransportFailure) {
        try setting.write(&handle, value)
      } catch {
        throw error.ofCheckedValue(setting.constant)
      }
    }
  }

  /// Changes an option. As ``set(_:to:)-(ZeroMQ.Setting<Value>,_)``.
  public mutating func set<Value>(
    _ option: ZeroMQ.Option<Value>, to value: Value
  ) throws(MessagingError) {
    try set(option.setting, to: value)
  }

  /// The value of an option.
  ///
  /// - Throws: ``/Messaging/MessagingError`` with `unsupported` when the libzmq in use was built without it (`EINVAL`),
  ///   and `closed` after the transport was shut down (`ETERM`).
  public mutating func value<Value>(of option: ZeroMQ.Option<Value>) throws(MessagingError) -> Value {
    try withUnsafeHandle(during: MessagingError.Operation("getOption")) { (handle) throws(TransportFailure) in
      do throws(TransportFailure) {
        return try option.read(handle)
      } catch {
        throw error.ofCheckedValue(option.constant)
      }
    }
  }
}

extension TransportFailure {
  /// The same failure of a call whose value was checked: the library does not know the option.
  func ofCheckedValue(_ constant: String) -> TransportFailure {
    guard code == .invalidArgument, number != 0 else { return self }
    return TransportFailure(.unsupported, number: number, "this libzmq does not take \(constant)")
  }
}
