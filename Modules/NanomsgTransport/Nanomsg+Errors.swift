public import CNanomsg
public import Messaging
import POSIXSupport

extension Nanomsg {
  /// `EAGAIN`.
  @inlinable
  public static var wouldBlock: Int32 { EAGAIN }

  /// `EINTR`.
  @inlinable
  public static var interrupted: Int32 { EINTR }

  /// The number for a socket that a parent process opened: `ECHILD`, which the library does not use.
  static var inherited: Int32 { ECHILD }

  /// Besides the numbers of the system: `ETERM` is closed, as is `ECHILD` for what a parent process opened,
  /// `EFSM` is invalidState, and `ETIMEDOUT` is surveyEnded, since no call waits in the library.
  public static func code(for number: Int32) -> MessagingError.Code {
    switch number {
    case ETERM, inherited: .closed
    case EFSM: .invalidState
    case ETIMEDOUT: .surveyEnded
    default: MessagingError.Code(errno: number)
    }
  }

  /// `nn_strerror`.
  public static func describe(_ number: Int32) -> String {
    number == inherited ? "opened by the parent process" : String(cString: nn_strerror(number))
  }
}
