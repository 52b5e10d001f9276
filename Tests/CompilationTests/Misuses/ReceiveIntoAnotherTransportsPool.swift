import InProcessTransport
import Messaging
import ZeroMQTransport

func misuse(_ socket: inout Socket<InProcess>, _ pool: inout Pool<ZeroMQ>) throws {
  _ = try pool.rent(8)
  _ = try socket.receive(into: &pool)  // error: cannot convert value of type 'Pool<ZeroMQ>'
}
