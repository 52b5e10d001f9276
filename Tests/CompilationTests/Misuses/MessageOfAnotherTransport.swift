import Messaging
import NanomsgTransport
import ZeroMQTransport

func misuse(_ socket: inout Socket<Nanomsg>, _ message: consuming Message<ZeroMQ>) throws {
  try socket.send(message)  // error: cannot convert value of type 'Message<ZeroMQ>'
}
