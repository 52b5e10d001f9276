public import Messaging

// When the first part of a message went through, the second one does as well: the ends of an arm stay as long as messages
// move. So only interruption is repeated here, and whatever else happens to a second part is an error of the run.
extension Enveloped {
  @inlinable
  static func send(
    _ message: inout MessageStorage, on socket: inout SocketHandle, mayBlock: Bool
  ) -> TransferResult {
    let first = Base.sendFirstPart(socket.firstPart, on: &socket.base, mayBlock: mayBlock)
    guard first.isSuccess else { return first }
    while true {
      let result = Base.sendSecondPart(&message, on: &socket.base)
      if !isInterrupted(result) { return result }
    }
  }

  @inlinable
  static func send(
    copying bytes: UnsafeRawBufferPointer, on socket: inout SocketHandle, mayBlock: Bool
  ) -> TransferResult {
    let first = Base.sendFirstPart(socket.firstPart, on: &socket.base, mayBlock: mayBlock)
    guard first.isSuccess else { return first }
    while true {
      let result = Base.sendSecondPart(copying: bytes, on: &socket.base)
      if !isInterrupted(result) { return result }
    }
  }

  @inlinable
  static func receive(
    into message: inout MessageStorage, on socket: inout SocketHandle, mayBlock: Bool
  ) -> TransferResult {
    let first = receiveFirstPart(on: &socket, mayBlock: mayBlock)
    guard first.isSuccess else { return first }
    while true {
      let result = Base.receive(into: &message, on: &socket.base, mayBlock: false)
      if !isInterrupted(result) { return result }
    }
  }

  @inlinable
  static func receive(
    into buffer: UnsafeMutableRawBufferPointer, on socket: inout SocketHandle, mayBlock: Bool
  ) -> TransferResult {
    let first = receiveFirstPart(on: &socket, mayBlock: mayBlock)
    guard first.isSuccess else { return first }
    while true {
      let result = Base.receive(into: buffer, on: &socket.base, mayBlock: false)
      if !isInterrupted(result) { return result }
    }
  }

  @inlinable
  static func wait(
    for direction: Direction, on socket: inout SocketHandle, until deadline: Deadline
  ) throws(TransportFailure) -> Bool {
    try Base.wait(for: direction, on: &socket.base, until: deadline)
  }

  @inlinable
  static var wouldBlock: Int32 { Base.wouldBlock }

  @inlinable
  static var interrupted: Int32 { Base.interrupted }

  @usableFromInline
  static func code(for number: Int32) -> MessagingError.Code { Base.code(for: number) }

  @usableFromInline
  static func describe(_ number: Int32) -> String { Base.describe(number) }

  @inlinable
  static func isInterrupted(_ result: TransferResult) -> Bool {
    !result.isSuccess && result.errorNumber == Base.interrupted
  }

  /// Its bytes are not looked at: whether parts are in order shows in the messages.
  @inlinable
  static func receiveFirstPart(on socket: inout SocketHandle, mayBlock: Bool) -> TransferResult {
    var bytes: UInt64 = 0
    return withUnsafeMutableBytes(of: &bytes) {
      Base.receive(into: $0, on: &socket.base, mayBlock: mayBlock)
    }
  }
}
