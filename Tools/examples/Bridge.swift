import ArgumentParser
import Messaging

/// A bridge between two networks, written once for any two libraries.
struct Bridge: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "A bridge between the networks of two libraries.")

  @Option(help: "Where messages come from: \(transports.names.joined(separator: ", ")).")
  var from = transports.names[0]

  @Option(help: "Where they go.")
  var to = transports.names[transports.names.count > 1 ? 1 : 0]

  func run() throws { try measure(from: transports.make(from), to: transports.make(to)) }
}

private func measure<Source: Transport, Sink: Transport>(from source: Source, to sink: Sink) throws {
  var sensor = try source.socket(.push)
  let sensorAddress = try sensor.bind(Source.freshAddress)
  var station = try sink.socket(.pull)
  let stationAddress = try station.bind(Sink.freshAddress)

  // Sensor and station know nothing of each other's library.
  let bridge = Background {
    var arrivals = try source.socket(.pull)
    try arrivals.connect(sensorAddress)
    var departures = try sink.socket(.push)
    try departures.connect(stationAddress)
    try forward(from: &arrivals, to: &departures)
  }
  for number in 1...5 { try sensor.send("reading \(number)", deadline: .soon) }
  for _ in 1...5 {
    print("\(String(try station.receive(deadline: .soon))) came from \(Source.name) over \(Sink.name)")
  }

  // The bridge waits for the next reading, which does not come.
  source.shutdown()
  try bridge.join()
}

/// Passes messages on until one of the two transports is shut down.
private func forward<Source: Transport, Sink: Transport>(
  from source: inout Socket<Source>, to sink: inout Socket<Sink>
) throws(MessagingError) {
  // One message for all: receiving into it allocates nothing on this side.
  var message = Message<Source>()
  while true {
    try source.receive(reusing: &message)
    // Each library has messages of its own kind, so the bytes are copied, once.
    try message.withBytes { (bytes) throws(MessagingError) in try sink.send(copying: bytes) }
  }
}
