import InProcessTransport
import Messaging
import MessagingAsync

func misuse(_ socket: consuming AsyncSocket<InProcess>) async throws {
  let sender = SharedSender(socket)
  try await sender.send("from any task")
  try await socket.send("past the line")  // error: 'socket' used after consume
}
