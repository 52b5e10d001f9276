import Messaging

extension Fixture {
  /// Sends if the socket takes the message within a moment.
  ///
  /// - Returns: Whether it did.
  func offer(_ number: Int, size: Int = 32, on socket: inout Socket<T>) throws -> Bool {
    do {
      try socket.send(message(number, size: size), deadline: shortly)
      return true
    } catch let error as MessagingError where error.code == .timedOut {
      return false
    }
  }

  /// Sends numbered messages from `first` on until the socket takes no more.
  ///
  /// - Returns: How many it took.
  /// - Throws: When it takes more than all queues and buffers on the way can be expected to hold.
  func fill(
    _ socket: inout Socket<T>, from first: Int = 0, size: Int = Filling.size
  ) throws -> Int {
    var count = 0
    while try offer(first + count, size: size, on: &socket) {
      count += 1
      try expect(
        count * size <= Filling.mostBytes, "a bounded queue to fill up",
        seen: "\(count) messages of \(size) bytes accepted")
    }
    return count
  }

  /// Fills the socket's queue, as ``fill(_:from:size:)`` does, and checks what holds while it is full.
  ///
  /// Does so again if there was room after all: a thread of the library passes messages on when it gets to it, and a system finds
  /// some more room in its buffers after a while.
  ///
  /// - Returns: How many messages the socket took.
  func whileFull(
    _ socket: inout Socket<T>, from first: Int = 0, _ check: (inout Socket<T>) throws -> Void
  ) throws -> Int {
    var count = 0
    for attempt in 1... {
      count += try fill(&socket, from: first + count)
      do {
        try check(&socket)
        break
      } catch is Finding where attempt < 3 {}
    }
    return count
  }

  /// Checks that sending the message of this number fails with this code and leaves it for reclaiming, once.
  ///
  /// - Parameters:
  ///   - send: Sends it.
  ///   - look: Looks at what is reclaimed, before it is dropped.
  func expectReclaimed(
    _ number: Int, size: Int, after code: MessagingError.Code, from operation: String,
    on socket: inout Socket<T>, _ send: (inout Socket<T>) throws -> Void,
    then look: (borrowing Message<T>) throws -> Void = { _ in }
  ) throws {
    try expectError(code, from: operation) { try send(&socket) }
    guard let message = socket.reclaim() else {
      throw Finding(expected: "the unsent message", seen: "none")
    }
    try check(message, is: number, size: size)
    if socket.reclaim() != nil {
      throw Finding(expected: "one message to reclaim", seen: "a second one")
    }
    try look(message)
  }
}

/// Messages to fill queues with: large, so that the buffers of the system fill up soon as well.
enum Filling {
  static let size = 32 << 10
  static let mostBytes = 96 << 20

  /// Small queues.
  static func limit(_ options: inout SocketOptions) {
    let limit = QueueLimit(messages: 8, bytes: 8 * size)
    options.sendQueue = limit
    options.receiveQueue = limit
  }
}
