import InProcessTransport
import Messaging
import MessagingAsync

func misuse(_ socket: consuming Socket<InProcess>) async throws {
  var waiting = try AsyncSocket(socket)
  try await waiting.send("one")
  try socket.send("two")  // error: 'socket' used after consume
}
