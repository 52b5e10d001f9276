import Messaging
import NanomsgTransport
import ZeroMQTransport

func misuse(_ socket: inout Socket<Nanomsg>, _ pool: inout Pool<ZeroMQ>) throws {
  _ = try pool.rent(8)
  try socket.send(try pool.rent(8))  // error: cannot convert value of type 'Message<ZeroMQ>'
}
