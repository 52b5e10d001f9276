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
}
