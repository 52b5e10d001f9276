import Messaging
import ZeroMQTransport

func misuse(_ front: consuming Socket<ZeroMQ>, _ back: consuming Socket<ZeroMQ>) throws {
  _ = try ZeroMQ.Proxy(front, back).control
  try front.send("aside")  // error: 'front' used after consume
}
