public import CZeroMQ
public import Messaging
import POSIXSupport

extension ZeroMQ {
  /// `EAGAIN`.
  @inlinable
  public static var wouldBlock: Int32 { EAGAIN }

  /// `EINTR`.
  @inlinable
  public static var interrupted: Int32 { EINTR }

  /// The number for a socket that a parent process opened: `ECHILD`, which the library does not use.
  @usableFromInline
  static var inherited: Int32 { ECHILD }

  /// Besides the numbers of the system: `ETERM` is closed, as is `ECHILD` for what a parent process opened,
  /// `EFSM` is invalidState, `EMTHREAD` is outOfResources, `ENOCOMPATPROTO` is unsupported, `EHOSTUNREACH` is
  /// hostUnreachable.
  public static func code(for number: Int32) -> MessagingError.Code {
    switch number {
    case ETERM, inherited: .closed
    case EFSM: .invalidState
    case EMTHREAD: .outOfResources
    case ENOCOMPATPROTO: .unsupported
    case EHOSTUNREACH: .hostUnreachable
    default: MessagingError.Code(errno: number)
    }
  }

  /// `zmq_strerror`.
  public static func describe(_ number: Int32) -> String {
    number == inherited ? "opened by the parent process" : String(cString: zmq_strerror(number))
  }
}
