public import InProcessTransport
public import Messaging
internal import POSIXSupport

extension FaultyInProcess {
  /// Sends a message, unless a rule has the send fail.
  public static func send(
    _ message: inout MessageStorage, on socket: inout SocketHandle, mayBlock: Bool
  ) -> TransferResult {
    socket.socket.withLock { $0.send { InProcess.send(&message, on: &$0, mayBlock: false) } }
  }

  /// Sends a copy, unless a rule has the send fail.
  public static func send(
    copying bytes: UnsafeRawBufferPointer, on socket: inout SocketHandle, mayBlock: Bool
  ) -> TransferResult {
    socket.socket.withLock { $0.send { InProcess.send(copying: bytes, on: &$0, mayBlock: false) } }
  }

  /// Receives the next message that arrives.
  public static func receive(
    into message: inout MessageStorage, on socket: inout SocketHandle, mayBlock: Bool
  ) -> TransferResult {
    socket.socket.withLock { $0.receive(into: &message) }
  }

  /// Receives the next message that arrives, and copies what fits.
  public static func receive(
    into buffer: UnsafeMutableRawBufferPointer, on socket: inout SocketHandle, mayBlock: Bool
  ) -> TransferResult {
    var message = makeEmptyMessage()
    let result = socket.socket.withLock { $0.receive(into: &message) }
    if result.isSuccess, let bytes = baseAddress(of: &message) {
      buffer.copyMemory(from: UnsafeRawBufferPointer(start: bytes, count: min(result.count, buffer.count)))
    }
    release(&message)
    return result
  }

  /// Waits until a transfer is worth trying again.
  public static func wait(
    for direction: Direction, on socket: inout SocketHandle, until deadline: Deadline
  ) throws(TransportFailure) -> Bool {
    while true {
      let descriptor = try socket.socket.withLock { socket throws(TransportFailure) in
        try socket.checkTurn(for: direction)
        return try socket.descriptor(awaiting: direction == .sending ? .sending : .receiving)
      }
      guard let descriptor else { return true }
      guard Descriptors.waitUntilReadable(descriptor, until: deadline) else { return false }
    }
  }

  /// As ``/InProcessTransport/InProcess/wouldBlock``.
  public static var wouldBlock: Int32 { InProcess.wouldBlock }

  /// As ``/InProcessTransport/InProcess/interrupted``.
  public static var interrupted: Int32 { InProcess.interrupted }

  /// What an error number stands for.
  public static func code(for number: Int32) -> MessagingError.Code {
    switch FaultRule.SendFailure(number: number) {
    case .timedOut: .timedOut
    case .outOfResources: .outOfResources
    case nil: InProcess.code(for: number)
    }
  }

  /// An error number in words.
  public static func describe(_ number: Int32) -> String {
    switch FaultRule.SendFailure(number: number) {
    case .timedOut: "a fault rule has no peer take the message in time"
    case .outOfResources: "a fault rule has resources run out"
    case nil: InProcess.describe(number)
    }
  }
}

extension FaultRule.SendFailure {
  /// Numbers that the transport underneath does not use.
  var number: Int32 {
    switch self {
    case .timedOut: 1_001
    case .outOfResources: 1_002
    }
  }

  init?(number: Int32) {
    guard let failure = Self.allCases.first(where: { $0.number == number }) else { return nil }
    self = failure
  }
}
