import Messaging
import ZeroMQTransport

func misuse(_ socket: inout Socket<ZeroMQ>) throws {
  try socket.set(.routerMandatory, to: true)
  _ = try socket.value(of: .routerMandatory)  // error: has no member 'routerMandatory'
}
