import Messaging

func misuse<T: Transport>(_ socket: inout Socket<T>, _ pool: inout Pool<T>) throws {
  let message = try pool.rent(8)
  try socket.send(message)
  print(message.count)  // error: 'message' used after consume
}
