import Messaging
import ZeroMQTransport

func misuse(_ socket: inout Socket<ZeroMQ>) throws {
  try socket.set(.heartbeatInterval, to: .seconds(1))
  try socket.set(.heartbeatInterval, to: 1_000)  // error: cannot convert
}
