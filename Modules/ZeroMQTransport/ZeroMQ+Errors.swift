import CZeroMQ
public import Messaging
import POSIXSupport

extension ZeroMQ {
  public static func code(for number: Int32) -> MessagingError.Code {
    switch number {
    case ETERM: .closed
    case EFSM: .invalidState
    case EMTHREAD: .outOfResources
    case ENOCOMPATPROTO: .unsupported
    default: MessagingError.Code(errno: number)
    }
  }

  public static func describe(_ number: Int32) -> String { String(cString: zmq_strerror(number)) }
}
