import Foundation
import Messaging
import TestSupport

/// What strangers say to a bound socket, while it serves an honest peer.
final class ListenerTarget<T: Transport>: FuzzTarget {
  private let transport: T
  private let relation: Relation<T>
  private let seeds: [Conversation]
  let endpoint: String
  private var bound: Socket<T>
  /// `nil` while a stranger may have the only place.
  private var peer: Socket<T>?
  private var checks = 0
  /// How many connections the library kept although the stranger had ended.
  private var lingering = 0

  init(_ transport: T, at address: String, _ relation: Relation<T>, seeds: [Conversation]) throws {
    self.transport = transport
    self.relation = relation
    self.seeds = seeds
    var socket = try transport.socket(relation.bound, options: Self.options)
    if relation.bound == .subscribe { try socket.subscribe(to: "") }
    try relation.prepareBound(&socket)
    endpoint = try socket.bind(address)
    bound = consume socket
    if !relation.isExclusive { peer = try Self.makePeer(transport, relation, endpoint) }
  }

  static var options: SocketOptions {
    var options = SocketOptions()
    // Less than a stranger can say, so that the limit is met.
    options.maximumMessageSize = 64 << 10
    options.linger = .zero
    options.reconnectInterval = .milliseconds(10)
    options.maximumReconnectInterval = .milliseconds(100)
    return options
  }

  private static func makePeer(
    _ transport: T, _ relation: Relation<T>, _ endpoint: String
  ) throws -> Socket<T> {
    var socket = try transport.socket(relation.peer, options: options)
    if relation.peer == .subscribe { try socket.subscribe(to: "") }
    try relation.preparePeer(&socket)
    try socket.connect(endpoint)
    return socket
  }

  var remarks: [String] { lingering == 0 ? [] : ["\(lingering) connections kept for 200 ms after their end"] }

  /// How long the library may take to read what a stranger says, and to hear of its end.
  private static var patience: Deadline { .after(.milliseconds(200)) }

  // MARK: Strangers

  func run(_ generator: inout FuzzGenerator) throws {
    try attack(with: .altered(from: seeds, using: &generator))
  }

  /// Says all of a conversation, as far as it is listened to.
  func attack(with conversation: Conversation) throws {
    let stranger = try RawPeer(endpoint)
    talking: for (index, piece) in conversation.pieces.enumerated() {
      // libzmq takes no message before it has sent its part of the handshake.
      if (1...2).contains(index) { stranger.hearAnswer() }
      var rest = piece[...]
      let deadline = Self.patience
      while !rest.isEmpty {
        switch stranger.offer(rest) {
        case .taken(let count): rest.removeFirst(count)
        case .ended: break talking
        case .full:
          // Some read no more from whom they only send to.
          guard deadline.remaining != .zero else { break talking }
          _ = try serve()
          _ = stranger.isHungUp(within: 1)
        }
      }
    }
    if relation.exchange == .fromBound || relation.exchange == .answeredByPeer {
      // Something for the stranger too.
      try attempt { try bound.trySend("whatever") }
    }
    switch conversation.ending {
    case .finish: try finish(stranger)
    case .hangUp: stranger.hangUp()
    case .abort: stranger.abort()
    }
  }

  /// Waits until the library has read everything, which ending the connection tells.
  private func finish(_ stranger: RawPeer) throws {
    stranger.finish()
    let deadline = Self.patience
    while !stranger.isHungUp(within: 1) {
      _ = try serve()
      guard deadline.remaining != .zero else {
        lingering += 1
        return
      }
    }
  }

  // MARK: The honest peer

  func check() throws {
    checks += 1
    // Then all there is to find is an abort.
    guard relation.placeBecomesFree || checks == 1 else { return }
    let token = Array("token \(checks)".utf8)
    let deadline = Deadline.after(.seconds(60))
    defer { if relation.isExclusive { peer = nil } }
    var patience = Duration.milliseconds(50)
    while true {
      // One that came while a stranger had the only place is not let in later.
      if relation.isExclusive { peer = nil }
      if peer == nil { peer = try Self.makePeer(transport, relation, endpoint) }
      patience = min(patience * 2, .seconds(5))
      let pause = Deadline.after(patience)
      var isSent = false
      repeat {
        // Somebody else may have got it.
        if !isSent || relation.exchange == .fromBound { isSent = try say(token) }
        if try serve(awaiting: token) { return }
        guard deadline.remaining != .zero else {
          throw Finding("an honest peer was not served for a minute")
        }
        usleep(20)
      } while pause.remaining != .zero
    }
  }

  private func say(_ token: [UInt8]) throws -> Bool {
    try attempt {
      switch relation.exchange {
      case .toBound, .answeredByBound: try peer!.trySend(token)
      case .fromBound, .answeredByPeer: try bound.trySend(token)
      }
    }
  }

  /// Has both receive and answer what there is.
  ///
  /// - Returns: Whether `token` came where it was to come.
  @discardableResult
  func serve(awaiting token: [UInt8] = []) throws -> Bool {
    var hasArrived = false
    // A flood does not keep the stranger from being looked after.
    for _ in 0..<1_000 {
      guard let bytes = try next({ try relation.bound.receives ? bound.tryReceive() : nil }) else { break }
      if relation.exchange == .answeredByBound { try attempt { try bound.trySend(bytes) } }
      if relation.exchange == .toBound || relation.exchange == .answeredByPeer, bytes == token {
        hasArrived = true
      }
    }
    let hasPeer = peer != nil && relation.peer.receives
    for _ in 0..<1_000 {
      guard let bytes = try next({ try hasPeer ? peer!.tryReceive() : nil }) else { break }
      if relation.exchange == .answeredByPeer { try attempt { try peer!.trySend(bytes) } }
      guard relation.exchange != .toBound else { continue }
      if bytes == token { hasArrived = true }
      // The peer hears from the bound socket alone.
      guard bytes.starts(with: Array("token ".utf8)) || bytes == Array("whatever".utf8) else {
        throw Finding("an honest peer received \(bytes.prefix(64)), which nobody sent it")
      }
    }
    return hasArrived
  }

  private func next(_ tryReceive: () throws -> Message<T>?) throws -> [UInt8]? {
    var received: [UInt8]?
    try attempt {
      switch try tryReceive() {
      case .some(let message): received = [UInt8](message)
      case .none: break
      }
      return received != nil
    }
    return received
  }

  /// Tries a transfer that may be against the pattern's order, or of what is too large, or to who has left.
  @discardableResult
  private func attempt(_ transfer: () throws -> Bool) throws -> Bool {
    do {
      return try transfer()
    } catch let error as MessagingError where relation.answers.contains(error.code) {
      return false
    }
  }
}
