import Messaging
import NanomsgTransport
import ZeroMQTransport

func misuse(_ socket: inout Socket<Nanomsg>) throws {
  try socket.send("one part")
  _ = try socket.receiveMultipart()  // error: requires the types 'Nanomsg' and 'ZeroMQ' be equivalent
}
