/// What an arm of `scaling` has a number of.
enum Crowd: Sendable {
  /// Sockets that are open, connected and idle, beside one that is opened anew for each message.
  case sockets(Int)
  /// Sockets that send in turn, in one thread, to the same one.
  case connections(Int)
  /// Threads that send at the same time, each through a socket of its own, to the same one.
  case threads(Int)

  /// The number.
  var count: Int {
    switch self {
    case .sockets(let count), .connections(let count), .threads(let count): count
    }
  }

  /// What receives. Over one connection at a time, messages come in order.
  var front: Role {
    switch self {
    case .sockets: Role(job: .receiveBuffer)
    case .connections, .threads: Role(job: .receiveInAnyOrder)
    }
  }

  /// What sends, in threads of its own.
  var back: Role? {
    switch self {
    case .sockets: nil
    case .connections, .threads: Role(job: .sendInTurn)
    }
  }
}
