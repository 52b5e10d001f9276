/// Waits for several sockets at once.
///
///     var poller = Poller<Nanomsg>()
///     let orders = poller.add(pull, for: .receiving)
///     let questions = poller.add(reply, for: .receiving)
///     while true {
///       for event in try poller.wait() {
///         try poller.withSocket(event.key) { socket throws(MessagingError) in
///           while let message = try socket.tryReceive() { ... }
///         }
///       }
///     }
///
/// A poller owns its sockets, so that none is closed, or used elsewhere, while it waits. It belongs to one thread at a time and
/// may move, as a socket does. What is ready stays ready until it is received or sent.
public struct Poller<T: PollingTransport>: ~Copyable {
  /// Stands for a socket of the poller's that it was given by. It is not used again for another one.
  public struct Key: Hashable, Sendable {
    let number: Int
  }

  /// A socket that is ready.
  public struct Event: Hashable, Sendable {
    /// Which one.
    public let key: Key
    /// For what. As the answer of ``Socket/waitToReceive(deadline:)`` and ``Socket/waitToSend(deadline:)``, it is likely to
    /// hold, not certain.
    public let readiness: Readiness

    /// A socket that is ready.
    public init(key: Key, readiness: Readiness) {
      self.key = key
      self.readiness = readiness
    }
  }

  private var members: [Member] = []
  private var lastNumber = 0

  /// A poller without sockets.
  public init() {}

  /// The number of sockets, and descriptors.
  public var count: Int { members.count }

  /// Adds a socket.
  ///
  /// **Ownership:** the socket is the poller's, until ``remove(_:)``; it closes with the poller.
  ///
  /// - Parameters:
  ///   - socket: The socket.
  ///   - interest: What to wait for. A direction that its pattern lacks, or that is out of turn, is not waited for.
  /// - Returns: What stands for the socket from now on.
  public mutating func add(_ socket: consuming Socket<T>, for interest: Readiness) -> Key {
    lastNumber += 1
    let key = Key(number: lastNumber)
    members.append(Member(key: key, socket: socket, interest: interest))
    return key
  }

  /// Takes a socket out.
  ///
  /// **Ownership:** the socket is the caller's.
  ///
  /// - Returns: The socket; `nil` when it was taken out before.
  public mutating func remove(_ key: Key) -> Socket<T>? {
    guard let index = members.firstIndex(where: { $0.key == key }) else { return nil }
    return members.remove(at: index).socket.take()
  }

  /// Changes what to wait for.
  ///
  /// - Returns: `false` when the socket was taken out before.
  @discardableResult
  public mutating func setInterest(_ interest: Readiness, of key: Key) -> Bool {
    guard let member = members.first(where: { $0.key == key }) else { return false }
    member.interest = interest
    return true
  }

  /// Uses a socket.
  ///
  /// - Parameters:
  ///   - key: What stands for it.
  ///   - body: Has it exclusively meanwhile.
  /// - Returns: What `body` returned; `nil` when the socket was taken out before.
  /// - Throws: What `body` threw.
  public mutating func withSocket<Result, Failure: Error>(
    _ key: Key, _ body: (inout Socket<T>) throws(Failure) -> Result
  ) throws(Failure) -> Result? {
    guard let member = members.first(where: { $0.key == key }), member.socket != nil else { return nil }
    return try body(&member.socket!)
  }

  /// Waits until a socket is ready.
  ///
  /// - Parameter deadline: When to give up waiting. With one that has passed, the call only looks.
  /// - Returns: The sockets that are ready, in the order in which they were added; none when the deadline passed.
  /// - Throws: ``MessagingError`` with ``MessagingError/Code/closed`` after the transport of one of the sockets was shut down
  ///   (`ETERM`), and ``MessagingError/Code/invalidState`` when there is nothing to wait for and no deadline.
  /// - Complexity: O(n) in the number of sockets.
  public mutating func wait(deadline: Deadline = .never) throws(MessagingError) -> [Event] {
    do throws(TransportFailure) {
      guard !deadline.isNever || members.contains(where: { !$0.possibleInterest.isEmpty }) else {
        throw TransportFailure(.invalidState, "the poller has nothing to wait for")
      }
      while true {
        let events = try poll(until: deadline)
        if !events.isEmpty || deadline.remaining == .zero { return events }
      }
    } catch {
      throw MessagingError(error, during: MessagingError.Operation("poll"), of: T.name)
    }
  }

  private func poll(until deadline: Deadline) throws(TransportFailure) -> [Event] {
    var entries: [T.PollEntry] = []
    entries.reserveCapacity(members.count)
    for member in members {
      entries.append(try member.pollEntry())
    }
    try T.poll(&entries, until: deadline)
    return zip(members, entries).compactMap { member, entry in
      let readiness = T.readiness(of: entry)
      return readiness.isEmpty ? nil : Event(key: member.key, readiness: readiness)
    }
  }

  /// Adds something that is waited for like a socket, and is none.
  mutating func add(
    for interest: Readiness, descriptorEntry: @escaping (Readiness) -> T.PollEntry
  ) -> Key {
    lastNumber += 1
    let key = Key(number: lastNumber)
    members.append(Member(key: key, interest: interest, descriptorEntry: descriptorEntry))
    return key
  }

  /// A socket, which an array can hold only by reference. It is reached through the poller alone.
  private final class Member {
    let key: Key
    var socket: Socket<T>?
    var interest: Readiness

    /// The directions of the socket's pattern.
    private let directions: Readiness

    /// For a descriptor, which takes the place of a socket.
    private let descriptorEntry: ((Readiness) -> T.PollEntry)?

    init(key: Key, socket: consuming Socket<T>, interest: Readiness) {
      var directions: Readiness = []
      if socket.pattern.receives { directions.insert(.receiving) }
      if socket.pattern.sends { directions.insert(.sending) }
      self.key = key
      self.directions = directions
      self.interest = interest
      self.socket = consume socket
      descriptorEntry = nil
    }

    init(key: Key, interest: Readiness, descriptorEntry: @escaping (Readiness) -> T.PollEntry) {
      self.key = key
      self.interest = interest
      self.descriptorEntry = descriptorEntry
      directions = [.receiving, .sending]
      socket = nil
    }

    func pollEntry() throws(TransportFailure) -> T.PollEntry {
      if let descriptorEntry { return descriptorEntry(interest) }
      return try T.pollEntry(for: &socket!.handle, interest: possibleInterest)
    }

    /// The interest as far as the pattern goes.
    var possibleInterest: Readiness { interest.intersection(directions) }
  }
}

// As a socket: all of its operations are mutating, so there is no second user.
extension Poller: @unchecked Sendable {}
