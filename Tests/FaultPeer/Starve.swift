import ArgumentParser
import Foundation
import Messaging
import TestSupport

/// Does everything once, with less than it takes, and prints how far it came: `served`, or the error's code.
struct Starve: ParsableCommand {
  @Argument(help: "The transport's name.") var transport: String
  @Argument(help: "The address, with a wildcard.") var endpoint: String
  @Option(help: "How many descriptors it may have.") var descriptors: Int?
  @Option(help: "How many threads its user may have.") var threads: Int?

  func run() throws {
    if let descriptors { try ResourceLimit.descriptors.lower(to: descriptors) }
    if let threads {
      // The superuser has no limit. A user that has no other threads makes the count exact.
      if getuid() == 0 {
        guard setuid(uid_t(60_000 + getpid() % 5_000)) == 0 else { throw Fault("no other user") }
      }
      try ResourceLimit.threads.lower(to: threads)
    }
    do {
      try talk(on: transports.make(transport))
      print("served")
    } catch let error as MessagingError {
      print(error.code)
    }
  }

  private func talk<T: Transport>(on transport: T) throws {
    var pull = try transport.socket(.pull)
    let endpoint = try pull.bind(endpoint)
    var push = try transport.socket(.push)
    try push.connect(endpoint)
    let letter = Letter(from: 0, number: 0, size: 10_000)
    try push.send(letter, deadline: .after(.seconds(1)))
    var ledger = Ledger()
    try ledger.note(try pull.receive(deadline: .after(.seconds(1))))
  }
}
