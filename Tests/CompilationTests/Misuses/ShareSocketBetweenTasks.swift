import Messaging

func misuse<T: Transport>(_ socket: consuming Socket<T>) {
  var shared = socket
  Task { try shared.send("one") }
  Task { try shared.send("two") }  // error: sending value of non-Sendable type
}
