import Messaging

extension Fixture {
  func expect(
    _ condition: Bool, _ expectation: String, seen: @autoclosure () -> String
  ) throws {
    if !condition { throw Finding(expected: expectation, seen: seen()) }
  }

  func expectEqual<Value: Equatable>(_ value: Value, _ expected: Value, _ what: String) throws {
    try expect(value == expected, "\(what) to be \(expected)", seen: "\(value)")
  }

  /// Looks at a condition until it holds or patience ends.
  func eventually(_ expectation: String, _ condition: () throws -> Bool) throws {
    let limit = soon
    while try !condition() {
      guard limit.remaining != .zero else {
        throw Finding("expected \(expectation), which did not happen in \(settings.patience)")
      }
      pause()
    }
  }

  /// Checks that an operation throws this error.
  @discardableResult
  func expectError(
    _ code: MessagingError.Code, from operation: String, _ body: () throws -> Void
  ) throws -> MessagingError {
    do {
      try body()
    } catch let error as MessagingError {
      try expect(error.code == code, "\(operation) to fail with \(code)", seen: "\(error)")
      return error
    }
    throw Finding(expected: "\(operation) to fail with \(code)", seen: "no error")
  }

  /// Checks that an operation fails, now that the transport was shut down.
  ///
  /// A socket that was not waiting may notice only after a few calls more.
  func expectClosed(_ operation: String, _ body: () throws -> Void) throws {
    try eventually("\(operation) to fail after shutdown") {
      do {
        try body()
        return false
      } catch let error as MessagingError {
        try expectEqual(error.code, .closed, "the error of \(operation) after shutdown")
        return true
      }
    }
  }

  // MARK: Numbered messages

  /// Sends the message of this number.
  func send(_ number: Int, size: Int = 32, on socket: inout Socket<T>) throws {
    try socket.send(message(number, size: size), deadline: soon)
  }

  /// The message of this number.
  func message(_ number: Int, size: Int = 32) throws -> Message<T> {
    try Message(unsafeUninitializedSize: size) { Payload(number).write(to: $0) }
  }

  /// Receives the message of this number, and no other.
  func expect(_ number: Int, size: Int = 32, on socket: inout Socket<T>) throws {
    let message = try socket.receive(deadline: soon)
    try check(message, is: number, size: size)
  }

  /// Checks that a message is the one of this number, unaltered.
  func check(_ message: borrowing Message<T>, is number: Int, size: Int = 32) throws {
    try message.withUnsafeBytes { bytes in
      try Payload(number).check(bytes, size: size)
    }
  }

  /// Receives messages of any number until none comes for a while, and returns the numbers.
  func numbers(on socket: inout Socket<T>, size: Int = 32) throws -> [Int] {
    var numbers: [Int] = []
    while let number = try number(on: &socket, size: size, by: shortly) { numbers.append(number) }
    return numbers
  }

  /// Receives a message of any number, `nil` when none comes in time.
  func number(
    on socket: inout Socket<T>, size: Int = 32, by deadline: Deadline
  ) throws -> Int? {
    do {
      return try number(of: socket.receive(deadline: deadline), size: size)
    } catch let error as MessagingError where error.code == .timedOut {
      return nil
    }
  }

  /// The number of an unaltered message.
  func number(of message: borrowing Message<T>, size: Int = 32) throws -> Int {
    try message.withUnsafeBytes { bytes in
      let number = Payload.number(of: bytes)
      try Payload(number).check(bytes, size: size)
      return number
    }
  }

  /// Checks that nothing arrives for a while.
  func expectSilence(on socket: inout Socket<T>) throws {
    do {
      let message = try socket.receive(deadline: shortly)
      throw Finding(expected: "no message", seen: "one of \(message.count) bytes")
    } catch let error as MessagingError where error.code == .timedOut {}
  }

  // MARK: Texts

  /// Receives this text, and no other.
  func expect(_ expected: String, on socket: inout Socket<T>) throws {
    try expectEqual(String(try socket.receive(deadline: soon)), expected, "the message")
  }

  /// Receives any text, `nil` when none comes in time.
  func text(on socket: inout Socket<T>, by deadline: Deadline) throws -> String? {
    do {
      return String(try socket.receive(deadline: deadline))
    } catch  where error.code == .timedOut {
      return nil
    }
  }
}
