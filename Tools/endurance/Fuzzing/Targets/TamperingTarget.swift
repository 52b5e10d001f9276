import Messaging
import TestSupport

/// What true clients say to a bound socket, altered on the way: this gets further than a stranger where a server's answers have
/// to be understood.
final class TamperingTarget<T: Transport>: FuzzTarget {
  private let transport: T
  private let relation: Relation<T>
  private let server: ListenerTarget<T>
  private let relay = try? RawListener()
  private let largestOffset: Int

  /// - Parameter largestOffset: Where the clients' first messages end, about.
  init(_ transport: T, at address: String, _ relation: Relation<T>, largestOffset: Int) throws {
    self.transport = transport
    self.relation = relation
    self.largestOffset = largestOffset
    server = try ListenerTarget(transport, at: address, relation, seeds: [])
  }

  func check() throws { try server.check() }

  func run(_ generator: inout FuzzGenerator) throws {
    guard let relay else { throw Finding("there is no listener to be had") }
    var tampering = Tampering(largestOffset: largestOffset, using: &generator)
    var options = ListenerTarget<T>.options
    // Once is enough.
    options.reconnectInterval = .seconds(60)
    options.maximumReconnectInterval = .seconds(60)
    var socket = try transport.socket(relation.peer, options: options)
    try relation.preparePeer(&socket)
    try socket.connect(relay.endpoint)
    // Those of an earlier client that were not accepted in time have ended.
    guard let client = relay.accept(within: 5_000) else { throw Finding("a client did not connect") }
    let toServer = try RawPeer(server.endpoint)
    var unsent = 3
    let deadline = Deadline.after(.milliseconds(50))
    while deadline.remaining != .zero {
      if unsent > 0, try socket.trySend("altered or not") { unsent -= 1 }
      RawPeer.wait(for: [client, toServer], atMost: 1)
      try server.serve()
      guard var said = client.hear(), let answer = toServer.hear() else { break }
      let goesOn = tampering.apply(to: &said)
      guard pass(said, to: toServer), pass(answer, to: client), goesOn else { break }
      if unsent == 0, said.isEmpty, answer.isEmpty { break }
    }
    toServer.finish()
  }

  /// - Returns: Whether it was taken. There is room for what passes here.
  private func pass(_ bytes: [UInt8], to peer: RawPeer) -> Bool {
    bytes.isEmpty || peer.offer(bytes[...]) == .taken(bytes.count)
  }
}
