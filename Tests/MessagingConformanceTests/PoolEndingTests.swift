import InProcessTransport
import Messaging
import MessagingConformance
import Testing

#if ZeroMQ
  import ZeroMQTransport
#endif
#if Nanomsg
  import NanomsgTransport
#endif

extension Conformance {
  /// Pools, sockets and transports end in any order. Behaviors cannot show it: the transport is not theirs.
  @Suite struct PoolEndingTests {
    @Test func inProcess() throws { try endInAnyOrder(at: ["inproc://*"]) { InProcess() } }

    #if ZeroMQ
      @Test func zeroMQ() throws { try endInAnyOrder(at: everyFamily) { try ZeroMQ() } }
    #endif

    #if Nanomsg
      @Test func nanomsg() throws { try endInAnyOrder(at: everyFamily) { try Nanomsg() } }
    #endif

    private func endInAnyOrder<T: Transport>(at addresses: [String], _ make: () throws -> T) throws {
      for address in addresses {
        for crossover in [0, Int.max] {
          for order in (0..<4).permutations {
            var things = try thingsInUse(make(), at: address, crossover: crossover)
            for (position, place) in order.enumerated() {
              // When the pool is the last, it can tell.
              if position == 3, place == 1 { try expectAllBack(#require(things[place] as? Box<Pool<T>>)) }
              things[place] = nil
            }
          }
        }
      }
    }

    private func expectAllBack<T: Transport>(_ box: Box<Pool<T>>) {
      let limit = Deadline.after(.seconds(5))
      while box.value.statistics.outstanding > 0, limit.remaining != .zero { pause() }
      #expect(box.value.statistics.outstanding == 0)
    }

    /// A transport, a pool and two ends of a connection, to be dropped in any order.
    private func thingsInUse<T: Transport>(
      _ transport: T, at address: String, crossover: Int
    ) throws -> [AnyObject?] {
      var poolOptions = PoolOptions()
      poolOptions.crossover = crossover
      var pool = try Pool(transport, options: poolOptions)
      var options = SocketOptions()
      options.linger = .zero
      var pull = try transport.socket(.pull, options: options)
      var push = try transport.socket(.push, options: options)
      try push.connect(try pull.bind(address))
      // Some libraries queue for a peer that never comes.
      var lonely = try transport.socket(.push, options: options)
      try lonely.connect("inproc://nobody")
      for _ in 0..<3 {
        try push.send(try pool.rent(1_000), deadline: .after(.seconds(5)))
        var message = try pool.rent(1_000)
        _ = try lonely.trySend(&message)
      }
      return [Box(transport), Box(pool), Box(pull), Box(Senders(push: push, lonely: lonely))]
    }
  }
}

private struct Senders<T: Transport>: ~Copyable {
  let push: Socket<T>
  let lonely: Socket<T>
}

private final class Box<Value: ~Copyable> {
  var value: Value

  init(_ value: consuming Value) { self.value = value }
}
