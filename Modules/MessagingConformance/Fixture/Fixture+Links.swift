import Messaging

/// Two sockets, one connected to the other.
struct Link<T: Transport>: ~Copyable {
  /// The one that connected.
  var sender: Socket<T>
  /// The one that is bound.
  var receiver: Socket<T>
  /// Where it is bound.
  let address: String
}

extension Fixture {
  /// Connects a new socket to another, bound one.
  func link(
    _ sender: Pattern<T>, _ receiver: Pattern<T>,
    _ configure: (inout SocketOptions) -> Void = { _ in }
  ) throws -> Link<T> {
    var receiver = try socket(receiver, configure)
    let address = try receiver.bind(wildcard)
    let sender = try connected(sender, to: address, configure)
    return Link(sender: sender, receiver: receiver, address: address)
  }

  /// A new socket, bound.
  func bound(_ pattern: Pattern<T>) throws -> Socket<T> {
    var socket = try socket(pattern)
    try socket.bind(wildcard)
    return socket
  }

  /// A new socket, connected to an address.
  func connected(
    _ pattern: Pattern<T>, to address: String,
    _ configure: (inout SocketOptions) -> Void = { _ in }
  ) throws -> Socket<T> {
    var socket = try socket(pattern, configure)
    try socket.connect(address)
    return socket
  }

  /// Binds, giving the socket that was bound there before the time to go: a library may close it in the
  /// background.
  @discardableResult
  func bindWhenFree(_ socket: inout Socket<T>, to address: String) throws -> String {
    var bound = address
    try eventually("the address to be free") {
      do {
        bound = try socket.bind(address)
        return true
      } catch let error as MessagingError where error.code == .addressInUse {
        return false
      }
    }
    return bound
  }

  /// A publisher, bound, and a subscriber with these subscriptions which have reached the publisher.
  /// Here the receiver is the one that connected.
  func subscription(
    to prefixes: [String], _ configure: (inout SocketOptions) -> Void = { _ in }
  ) throws -> Link<T> {
    var publisher = try socket(.publish, configure)
    let address = try publisher.bind(wildcard)
    let subscriber = try subscriber(of: &publisher, at: address, to: prefixes, configure)
    return Link(sender: publisher, receiver: subscriber, address: address)
  }

  /// A subscriber whose subscriptions have reached the publisher.
  func subscriber(
    of publisher: inout Socket<T>, at address: String, to prefixes: [String],
    _ configure: (inout SocketOptions) -> Void = { _ in }
  ) throws -> Socket<T> {
    var subscriber = try socket(.subscribe, configure)
    for prefix in prefixes { try subscriber.subscribe(to: prefix) }
    try subscriber.connect(address)
    try synchronize(&publisher, &subscriber, prefix: prefixes[prefixes.count - 1])
    return subscriber
  }

  /// Returns when what is published under `prefix` reaches the subscriber and nothing else is on the way.
  func synchronize(
    _ publisher: inout Socket<T>, _ subscriber: inout Socket<T>, prefix: String
  ) throws {
    var number = 0
    try eventually("a subscriber to be reached") {
      number += 1
      let probe = "\(prefix) probe \(number)"
      try publisher.send(probe, deadline: soon)
      // The latest probe is the last message on the way, because order is kept.
      while let text = try text(on: &subscriber, by: .after(.milliseconds(5))) {
        if text == probe { return true }
      }
      return false
    }
  }
}
