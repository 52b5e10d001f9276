import InProcessTransport
import Messaging
import MessagingAsync

func misuse(_ socket: consuming AsyncSocket<InProcess>) async throws {
  await socket.close()
  try await socket.send("too late")  // error: 'socket' used after consume
}
