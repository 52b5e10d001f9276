import CNanomsg
public import Messaging
import POSIXSupport

extension Nanomsg {
  /// Besides the numbers of the system: `ETERM` is closed, `EFSM` is invalidState.
  public static func code(for number: Int32) -> MessagingError.Code {
    switch number {
    case ETERM: .closed
    case EFSM: .invalidState
    default: MessagingError.Code(errno: number)
    }
  }

  /// `nn_strerror`.
  public static func describe(_ number: Int32) -> String { String(cString: nn_strerror(number)) }
}
