import Messaging
import NanomsgTransport

func misuse(_ socket: inout Socket<Nanomsg>) throws {
  try socket.set(.surveyDeadline, to: .seconds(1))
  try socket.set(.surveyDeadline, to: 1_000)  // error: cannot convert value of type 'Int'
}
