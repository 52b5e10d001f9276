import InProcessTransport
import Messaging
import MessagingAsync

func misuse(_ socket: inout AsyncSocket<InProcess>, _ message: consuming Message<InProcess>) async throws {
  try await socket.send(message)
  print(message.count)  // error: 'message' used after consume
}
