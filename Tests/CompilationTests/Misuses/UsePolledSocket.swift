import Messaging
import ZeroMQTransport

func misuse(_ poller: inout Poller<ZeroMQ>, _ socket: consuming Socket<ZeroMQ>) throws {
  _ = poller.add(socket, for: .receiving)
  _ = try socket.receive()  // error: 'socket' used after consume
}
