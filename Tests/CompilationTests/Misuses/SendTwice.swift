import Messaging

func misuse<T: Transport>(_ socket: inout Socket<T>, _ message: consuming Message<T>) throws {
  try socket.send(message)
  try socket.send(message)  // error: 'message' consumed more than once
}
