import Messaging

extension ZeroMQ.Setting {
  /// A setting that the library has as an `int`.
  static func number(
    _ constant: String, _ number: Int32, of patterns: [Pattern<ZeroMQ>]? = nil,
    trait: ZeroMQ.SocketTraits? = nil,
    encode: @escaping @Sendable (Value) throws(TransportFailure) -> Int32
  ) -> Self {
    Self(constant: constant, patterns: patterns) { (socket, value) throws(TransportFailure) in
      let encoded = try encode(value)
      try socket.set(number, encoded)
      guard let trait else { return }
      if encoded == 0 { socket.traits.remove(trait) } else { socket.traits.insert(trait) }
    }
  }
}

extension ZeroMQ.Setting where Value == Bool {
  /// On or off.
  static func flag(
    _ constant: String, _ number: Int32, of patterns: [Pattern<ZeroMQ>]? = nil,
    trait: ZeroMQ.SocketTraits? = nil
  ) -> Self {
    self.number(constant, number, of: patterns, trait: trait) { $0 ? 1 : 0 }
  }
}

extension ZeroMQ.Setting where Value == [UInt8] {
  /// Bytes.
  static func bytes(
    _ constant: String, _ number: Int32, count: ClosedRange<Int>, of patterns: [Pattern<ZeroMQ>]
  ) -> Self {
    Self(constant: constant, patterns: patterns) { (socket, value) throws(TransportFailure) in
      guard count.contains(value.count) else { throw outOfRange("\(constant) in bytes", count, value.count) }
      try socket.set(number, bytes: value)
    }
  }
}

extension ZeroMQ.Option {
  /// An option that the library has as an `int`.
  static func number(
    _ constant: String, _ number: Int32, of patterns: [Pattern<ZeroMQ>]? = nil,
    trait: ZeroMQ.SocketTraits? = nil,
    encode: @escaping @Sendable (Value) throws(TransportFailure) -> Int32,
    decode: @escaping @Sendable (Int32) -> Value
  ) -> Self {
    Self(setting: .number(constant, number, of: patterns, trait: trait, encode: encode)) {
      (socket) throws(TransportFailure) in
      decode(try socket.value(of: number))
    }
  }
}

extension ZeroMQ.Option where Value == Bool {
  /// On or off.
  static func flag(
    _ constant: String, _ number: Int32, of patterns: [Pattern<ZeroMQ>]? = nil,
    trait: ZeroMQ.SocketTraits? = nil
  ) -> Self {
    self.number(constant, number, of: patterns, trait: trait) {
      $0 ? 1 : 0
    } decode: {
      $0 != 0
    }
  }
}

extension ZeroMQ.Option where Value == Int {
  /// A number in a range.
  static func number(_ constant: String, _ number: Int32, in range: ClosedRange<Int>) -> Self {
    self.number(constant, number) { (value) throws(TransportFailure) in
      try checked(constant, value, in: range)
    } decode: {
      Int($0)
    }
  }
}

extension ZeroMQ.Option where Value == Int? {
  /// A number in a range, or what the system has.
  static func numberOrDefault(_ constant: String, _ number: Int32, in range: ClosedRange<Int>) -> Self {
    self.number(constant, number) { (value) throws(TransportFailure) in
      guard let value else { return -1 }
      return try checked(constant, value, in: range)
    } decode: {
      $0 < 0 ? nil : Int($0)
    }
  }
}

extension ZeroMQ.Option where Value == Duration {
  /// A time that the library has in units of `unit`, rounded up to whole ones.
  static func time(
    _ constant: String, _ number: Int32, in range: ClosedRange<Duration>, unit: Duration = .milliseconds(1)
  ) -> Self {
    self.number(constant, number) { (value) throws(TransportFailure) in
      guard range.contains(value) else { throw outOfRange(constant, range, value) }
      return value.count(of: unit)
    } decode: {
      unit * Int($0)
    }
  }
}

extension ZeroMQ.Option where Value == Duration? {
  /// A time that the library has in units of `unit`, rounded up to whole ones, and for which `none` stands for none.
  static func timeOrNone(
    _ constant: String, _ number: Int32, in range: ClosedRange<Duration>, none: Int32 = 0,
    unit: Duration = .milliseconds(1)
  ) -> Self {
    self.number(constant, number) { (value) throws(TransportFailure) in
      guard let value else { return none }
      guard range.contains(value) else { throw outOfRange(constant, range, value) }
      return value.count(of: unit)
    } decode: {
      $0 == none ? nil : unit * Int($0)
    }
  }
}

extension ZeroMQ.Option where Value == String? {
  /// Text without NUL, or none.
  static func text(_ constant: String, _ number: Int32, maximumBytes: Int) -> Self {
    Self(
      setting: ZeroMQ.Setting(constant: constant, patterns: nil) { (socket, value) throws(TransportFailure) in
        guard let value else {
          return try socket.clear(number)
        }
        guard (1...maximumBytes).contains(value.utf8.count), !value.utf8.contains(0) else {
          throw TransportFailure(
            .invalidArgument, "\(constant) does not take \(value.debugDescription)")
        }
        try socket.set(number, bytes: Array(value.utf8))
      },
      read: { (socket) throws(TransportFailure) in
        let text = try socket.text(of: number, capacity: maximumBytes + 1)
        return text.isEmpty ? nil : text
      })
  }
}

/// A value in a range, as the library has it.
func checked(
  _ constant: String, _ value: Int, in range: ClosedRange<Int>
) throws(TransportFailure) -> Int32 {
  guard range.contains(value) else { throw outOfRange(constant, range, value) }
  return Int32(value)
}

func outOfRange<Value>(_ name: String, _ range: ClosedRange<Value>, _ value: Value) -> TransportFailure {
  TransportFailure(.invalidArgument, "\(name) is \(range.lowerBound) to \(range.upperBound), not \(value)")
}

extension Duration {
  /// How many `unit`s there are, rounded up, as far as an `Int32` goes.
  fileprivate func count(of unit: Duration) -> Int32 {
    let count = (self / unit).rounded(.up)
    return count >= Double(Int32.max) ? .max : Int32(count)
  }

  /// The longest time that options take: about 24 days, as an `int` of milliseconds goes.
  static var longest: Duration { .milliseconds(Int(Int32.max)) }
}
