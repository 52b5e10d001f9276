import Messaging

extension Fixture {
  /// Receives the message of this number, and no other, waiting only until one is there.
  func take(
    _ number: Int, size: Int = 32, on socket: inout Socket<T>, by deadline: Deadline? = nil
  ) throws {
    let patience = soon
    repeat {
      let isReady = try socket.waitToReceive(deadline: deadline ?? patience)
      try expect(isReady, "message \(number) to be noticed", seen: "the deadline")
      if let message = try socket.tryReceive() { return try check(message, is: number, size: size) }
    } while patience.remaining != .zero
    throw Finding(expected: "message \(number)", seen: "none, though waiting ends")
  }

  /// Sends the message of this number, waiting only until there is room.
  func put(
    _ number: Int, size: Int = 32, on socket: inout Socket<T>, by deadline: Deadline? = nil
  ) throws {
    let patience = soon
    var message = try message(number, size: size)
    repeat {
      let isReady = try socket.waitToSend(deadline: deadline ?? patience)
      try expect(isReady, "room for message \(number) to be noticed", seen: "the deadline")
      if try socket.trySend(&message) { return }
    } while patience.remaining != .zero
    throw Finding(expected: "room for message \(number)", seen: "none, though waiting ends")
  }

  /// Checks that a wait ends with `false`, neither early nor much too late.
  func expectNotReady(_ wait: String, _ body: (Deadline) throws -> Bool) throws {
    for duration in [Duration.milliseconds(1), .milliseconds(30), .milliseconds(75)] {
      let start = ContinuousClock.now
      let isReady = try body(.at(start + duration))
      let time = ContinuousClock.now - start
      try expect(!isReady, "\(wait) to end at its deadline", seen: "ready after \(time)")
      try expect(
        time >= duration && time < duration + settings.tolerance,
        "\(wait) to give up after \(duration)", seen: "\(time)")
    }
  }
}
