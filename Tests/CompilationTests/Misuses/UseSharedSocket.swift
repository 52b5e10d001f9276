import Messaging

final class Holder<T: Transport>: Sendable {
  let socket: Socket<T>
  init(_ socket: consuming Socket<T>) { self.socket = socket }

  func misuse() throws {
    try socket.send("from anywhere")  // error: cannot use mutating member on immutable value
  }
}
