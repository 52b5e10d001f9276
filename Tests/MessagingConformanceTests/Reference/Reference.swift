import Messaging
import Synchronization

/// The plainest transport that does everything right, and on request one thing wrong.
///
/// One lock guards everything; waiting is looking again and again. It connects sockets of one transport.
final class Reference: Transport {
  let fault: Fault?
  let state: Mutex<Switchboard>

  init(fault: Fault? = nil) {
    self.fault = fault
    state = Mutex(Switchboard(fault: fault))
  }

  static var name: String { "reference" }

  static let schemes = ["inproc"]

  /// The sockets that were opened and not closed.
  var openSockets: Int { state.withLock { $0.openSockets } }

  struct SocketHandle {
    let reference: Reference
    let identifier: Int
  }

  struct MessageStorage: Sendable {
    var bytes: Bytes?

    var count: Int { bytes?.buffer.count ?? 0 }
  }

  /// The error numbers, as a C library would have them.
  enum Number {
    static let wouldBlock: Int32 = 1
    static let closed: Int32 = 2
    static let unsupported: Int32 = 3
    static let invalidState: Int32 = 4
    static let broken: Int32 = 5
  }

  static let wouldBlock = Number.wouldBlock
  static let interrupted: Int32 = 0

  static func code(for number: Int32) -> MessagingError.Code {
    switch number {
    case Number.wouldBlock: .wouldBlock
    case Number.closed: .closed
    case Number.unsupported: .unsupported
    case Number.invalidState: .invalidState
    default: .other
    }
  }

  static func describe(_ number: Int32) -> String { "error \(number) of the reference" }
}
