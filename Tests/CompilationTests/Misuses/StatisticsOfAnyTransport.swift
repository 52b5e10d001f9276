import Messaging
import NanomsgTransport

func misuse<T: Transport>(_ socket: inout Socket<T>, _ other: inout Socket<Nanomsg>) throws {
  print(try other.statistics)
  print(try socket.statistics)  // error: requires the types 'T' and 'Nanomsg' be equivalent
}
