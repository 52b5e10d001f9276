import InProcessTransport
import Messaging
import ZeroMQTransport

func misuse(_ socket: inout Socket<InProcess>) throws {
  try socket.bind("inproc://*")
  try socket.secure(.none())  // error: requires the types 'InProcess' and 'ZeroMQ' be equivalent
}
