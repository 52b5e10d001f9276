import Messaging
import MessagingConformance
import Synchronization

extension Reference {
  static func makeEmptyMessage() -> MessageStorage { MessageStorage() }

  static func makeMessage(byteCount: Int) -> MessageStorage? {
    MessageStorage(bytes: byteCount == 0 ? nil : Bytes(count: byteCount))
  }

  static func release(_ message: inout MessageStorage) { message.bytes = nil }

  static func baseAddress(
    of message: UnsafePointer<MessageStorage>
  ) -> UnsafeMutableRawPointer? {
    message.pointee.bytes?.buffer.baseAddress
  }

  static func makeUnique(_ message: inout MessageStorage) -> Bool {
    if !isKnownUniquelyReferenced(&message.bytes) { message.bytes = message.bytes?.copy }
    return true
  }

  static func send(
    _ message: inout MessageStorage, on socket: inout SocketHandle, mayBlock: Bool
  ) -> TransferResult {
    let fault = socket.reference.fault
    let isWhole = fault == .sendsWholeBuffers
    let result = send(isWhole ? MessageStorage(bytes: message.bytes?.whole) : message, on: socket)
    message.bytes?.mistreat(by: fault, isSent: result.isSuccess)
    if result.isSuccess {
      if fault != .keepsSentMessages { message.bytes = nil }
    } else if fault == .spoilsUnsentMessages, let bytes = message.bytes {
      bytes.buffer[0] ^= 0xFF
    }
    return result
  }

  static func send(
    copying bytes: UnsafeRawBufferPointer, on socket: inout SocketHandle, mayBlock: Bool
  ) -> TransferResult {
    send(MessageStorage(bytes: bytes.isEmpty ? nil : Bytes(copying: bytes)), on: socket)
  }

  private static func send(
    _ message: MessageStorage, on socket: SocketHandle
  ) -> TransferResult {
    let number = socket.reference.state.withLock { $0.send(message, from: socket.identifier) }
    return number == 0 ? .success(0) : failure(number, on: socket)
  }

  static func receive(
    into message: inout MessageStorage, on socket: inout SocketHandle, mayBlock: Bool
  ) -> TransferResult {
    switch socket.reference.state.withLock({ $0.receive(on: socket.identifier) }) {
    case .success(let received):
      message = received
      return .success(received.count)
    case .failure(let refusal):
      return failure(refusal.number, on: socket)
    }
  }

  static func receive(
    into buffer: UnsafeMutableRawBufferPointer, on socket: inout SocketHandle, mayBlock: Bool
  ) -> TransferResult {
    var message = MessageStorage()
    let result = receive(into: &message, on: &socket, mayBlock: mayBlock)
    if let bytes = message.bytes?.buffer {
      buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes.prefix(buffer.count)))
    }
    return result
  }

  private static func failure(_ number: Int32, on socket: SocketHandle) -> TransferResult {
    let isDisguised =
      number == Number.wouldBlock && socket.reference.fault == .reportsWouldBlockAsError
    return .failure(isDisguised ? Number.broken : number)
  }

  static func wait(
    for direction: Direction, on socket: inout SocketHandle, until deadline: Deadline
  ) throws(TransportFailure) -> Bool {
    let reference = socket.reference
    let fault = reference.fault
    let identifier = socket.identifier
    func obstacle() -> Int32? { reference.state.withLock { $0.obstacle(to: direction, on: identifier) } }
    let isBlind = fault == .blocksForever || (fault == .overlooksWhatIsThere && obstacle() == nil)
    var rounds = 0
    while true {
      switch obstacle() {
      case nil where isBlind: break
      case nil: return true
      case Number.wouldBlock: break
      case let number?: throw TransportFailure(number, of: Reference.self)
      }
      if fault == .claimsReadiness { return true }
      if deadline.remaining == .zero, fault != .missesDeadlines, fault != .blocksForever {
        if fault == .returnsLate { pause(.milliseconds(500)) }
        return false
      }
      rounds += 1
      pause(rounds < 100 ? .microseconds(10) : .microseconds(500))
    }
  }
}
