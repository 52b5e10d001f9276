import ArgumentParser
import Messaging
import TestSupport

#if ZeroMQ
  import ZeroMQTransport
#endif

/// Sends letters, and an empty message in the end.
struct Send: ParsableCommand {
  @OptionGroup var place: Place
  @Option(help: "The sender's number.") var sender = 0
  @Option(help: "The size of a letter.") var size = 1_024
  @Option(help: "How many letters; without end unless set.") var count = Int.max
  @ArgumentParser.Flag(help: "Sends each letter in three parts. On libzmq only.") var parts = false

  func run() throws {
    try send(on: transports.make(place.transport))
  }

  private func send<T: Transport>(on transport: T) throws {
    #if ZeroMQ
      if parts, let transport = transport as? ZeroMQ {
        return try sendParts(on: try place.open(on: transport))
      }
    #endif
    var socket = try place.open(on: transport)
    for number in 0..<count {
      try socket.send(letter(number), deadline: place.deadline)
    }
    try socket.send([], deadline: place.deadline)
  }

  #if ZeroMQ
    private func sendParts(on socket: consuming Socket<ZeroMQ>) throws {
      for number in 0..<count {
        let bytes = letter(number).bytes
        let third = bytes.count / 3
        let parts = [bytes[..<third], bytes[third..<2 * third], bytes[(2 * third)...]]
        try socket.send(try MultipartMessage(parts.map { [UInt8]($0) }), deadline: place.deadline)
      }
    }
  #endif

  private func letter(_ number: Int) -> Letter { Letter(from: sender, number: number, size: size) }
}
