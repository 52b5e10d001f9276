import Messaging
import ZeroMQTransport

func misuse(_ socket: inout Socket<ZeroMQ>, _ parts: consuming MultipartMessage) throws {
  try socket.send(parts)
  try socket.send(parts)  // error: 'parts' consumed more than once
}
