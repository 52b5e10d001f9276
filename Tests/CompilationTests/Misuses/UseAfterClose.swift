import Messaging

func misuse<T: Transport>(_ socket: consuming Socket<T>) throws {
  socket.close()
  try socket.send("late")  // error: 'socket' used after consume
}
