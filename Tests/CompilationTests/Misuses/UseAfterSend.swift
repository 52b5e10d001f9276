import Messaging

func misuse<T: Transport>(_ socket: inout Socket<T>, _ message: consuming Message<T>) throws {
  try socket.send(message)
  print(message.count)  // error: 'message' used after consume
}
