/// A connection, from the time a socket asks for it until it disconnects.
final class Wire {
  let fromConnector: Lane
  let fromBinder: Lane

  init(to address: String, number: Int) {
    let place = [Lots.key(address), UInt64(number)]
    fromConnector = Lane(address: address, number: number, identity: Lots.hash(place + [0]))
    fromBinder = Lane(address: address, number: number, identity: Lots.hash(place + [1]))
  }
}
