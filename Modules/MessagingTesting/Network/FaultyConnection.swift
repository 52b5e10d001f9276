/// A connection, from the time a socket asks for it until it disconnects.
final class FaultyConnection {
  let fromConnector: MessageStream
  let fromBinder: MessageStream

  init(to address: String, number: Int) {
    let place = [SeededRandom.key(address), UInt64(number)]
    fromConnector = MessageStream(address: address, number: number, identity: SeededRandom.hash(place + [0]))
    fromBinder = MessageStream(address: address, number: number, identity: SeededRandom.hash(place + [1]))
  }
}
