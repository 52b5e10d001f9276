import ArgumentParser
import Foundation
import Messaging
import TestSupport

/// Receives letters until an empty message comes, and prints the ledger. Says so when the first one came.
struct Receive: ParsableCommand {
  @OptionGroup var place: Place
  @Option(help: "After how many seconds each wait is given up, and tried again.") var wait: Double?
  @Option(help: "How many descriptors it may have.") var descriptors: Int?

  func run() throws {
    if let descriptors { try ResourceLimit.lowerDescriptors(to: descriptors) }
    try receive(on: transports.make(place.transport))
  }

  private func receive<T: Transport>(on transport: T) throws {
    var socket = try place.open(on: transport)
    var report = PeerReport()
    var message = Message<T>()
    while true {
      try receive(reusing: &message, from: &socket, timeouts: &report.timeouts)
      if message.isEmpty { break }
      try report.ledger.note(message)
      if report.ledger.received == 1 { FileHandle.standardError.write(Data("receiving\n".utf8)) }
    }
    print(String(decoding: try JSONEncoder().encode(report), as: UTF8.self))
  }

  private func receive<T: Transport>(
    reusing message: inout Message<T>, from socket: inout Socket<T>, timeouts: inout Int
  ) throws {
    let last = place.deadline
    while let wait, last.remaining != .zero {
      if try socket.waitToReceive(deadline: .after(.seconds(wait))) { break }
      timeouts += 1
    }
    try socket.receive(reusing: &message, deadline: last)
  }
}
