public import Messaging

/// The transport's own error numbers.
enum Fault: Int32 {
  case wouldBlock = 1
  case unsupported
  case invalidState
  case closed
  case outOfResources

  var result: TransferResult { .failure(rawValue) }
}

extension InProcess {
  /// The call would have to wait.
  public static var wouldBlock: Int32 { Fault.wouldBlock.rawValue }

  /// Nothing here is interrupted by signals.
  public static var interrupted: Int32 { 0 }

  /// What an error number stands for.
  public static func code(for number: Int32) -> MessagingError.Code {
    switch Fault(rawValue: number) {
    case .wouldBlock: .wouldBlock
    case .unsupported: .unsupported
    case .invalidState: .invalidState
    case .closed: .closed
    case .outOfResources: .outOfResources
    case nil: .other
    }
  }

  /// An error number in words.
  public static func describe(_ number: Int32) -> String {
    switch Fault(rawValue: number) {
    case .wouldBlock: "the call would have to wait"
    case .unsupported: "the pattern has no such direction"
    case .invalidState: "requests and replies alternate, and it is not this one's turn"
    case .closed: "the transport was shut down"
    case .outOfResources: "no memory for a message"
    case nil: "no error number of this transport"
    }
  }
}
