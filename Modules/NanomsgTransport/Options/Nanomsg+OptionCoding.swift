import CNanomsg
import Messaging

extension Nanomsg.Option {
  /// An option that the library has as an `int`.
  static func number(
    _ constant: String, level: Int32 = NN_SOL_SOCKET, _ option: Int32,
    of patterns: [Pattern<Nanomsg>]? = nil,
    encode: @escaping @Sendable (Value) throws(TransportFailure) -> Int32,
    decode: @escaping @Sendable (Int32) -> Value
  ) -> Self {
    Self(
      constant: constant, patterns: patterns,
      write: { (socket, value) throws(TransportFailure) in
        try Nanomsg.set(option, try encode(value), of: socket, level: level)
      },
      read: { (socket) throws(TransportFailure) in
        decode(try Nanomsg.number(option, of: socket, level: level))
      })
  }
}

extension Nanomsg.Option where Value == Int {
  /// A number in a range.
  static func number(
    _ constant: String, _ option: Int32, in range: ClosedRange<Int>, of patterns: [Pattern<Nanomsg>]? = nil
  ) -> Self {
    number(constant, option, of: patterns) { (value) throws(TransportFailure) in
      guard range.contains(value) else { throw outOfRange(constant, range, value) }
      return Int32(value)
    } decode: {
      Int($0)
    }
  }
}

extension Nanomsg.Option where Value == Bool {
  /// On or off.
  static func flag(_ constant: String, level: Int32 = NN_SOL_SOCKET, _ option: Int32) -> Self {
    number(constant, level: level, option) {
      $0 ? 1 : 0
    } decode: {
      $0 != 0
    }
  }
}

extension Nanomsg.Option where Value == Duration {
  /// A time in milliseconds, rounded up to whole ones.
  static func time(
    _ constant: String, level: Int32 = NN_SOL_SOCKET, _ option: Int32, of patterns: [Pattern<Nanomsg>]? = nil
  ) -> Self {
    number(constant, level: level, option, of: patterns) { (value) throws(TransportFailure) in
      try milliseconds(constant, value)
    } decode: {
      .milliseconds($0)
    }
  }
}

extension Nanomsg.Option where Value == Duration? {
  /// A time in milliseconds, or never, for which the library has its longest time.
  static func timeOrNever(
    _ constant: String, level: Int32, _ option: Int32, of patterns: [Pattern<Nanomsg>]
  ) -> Self {
    number(constant, level: level, option, of: patterns) { (value) throws(TransportFailure) in
      guard let value else { return .max }
      return try milliseconds(constant, value)
    } decode: {
      $0 == .max ? nil : .milliseconds($0)
    }
  }
}

// The library checks few times, and its timers abort on negative ones.
private func milliseconds(_ constant: String, _ value: Duration) throws(TransportFailure) -> Int32 {
  let range = Duration.milliseconds(1)...(.seconds(86_400))
  guard range.contains(value) else { throw outOfRange(constant, range, value) }
  return value.wholeMilliseconds
}

private func outOfRange<Value>(
  _ constant: String, _ range: ClosedRange<Value>, _ value: Value
) -> TransportFailure {
  TransportFailure(
    .invalidArgument, "\(constant) is \(range.lowerBound) to \(range.upperBound), not \(value)")
}
