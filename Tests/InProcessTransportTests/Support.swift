import Messaging
import POSIXSupport
import TestSupport
import Testing

@testable import InProcessTransport

/// Options with both queues limited to `messages`.
func limited(to messages: Int) -> SocketOptions {
  var options = SocketOptions()
  options.sendQueue.messages = messages
  options.receiveQueue.messages = messages
  return options
}

/// Expects this many blocks of a size to be in use, in builds that count them.
func expectBlocks(
  _ count: Int, size: Int, _ comment: Comment? = nil, sourceLocation: SourceLocation = #_sourceLocation
) {
  #if DEBUG
    #expect(BlockCensus.count(size: size) == count, comment, sourceLocation: sourceLocation)
  #endif
}

/// The code that `body` throws; `nil` when it throws none.
func failure(_ body: () throws(MessagingError) -> Void) -> MessagingError.Code? {
  do throws(MessagingError) {
    try body()
    return nil
  } catch {
    return error.code
  }
}

extension Socket {
  /// The next message as text.
  mutating func receiveText(deadline: Deadline = soon) throws(MessagingError) -> String {
    String(try receive(deadline: deadline))
  }

  /// Sends a number, padded to `size` bytes.
  mutating func send(number: Int, size: Int = 8) throws(MessagingError) {
    let message = try Message<T>(unsafeUninitializedSize: size) { bytes in
      _ = bytes.initializeMemory(as: UInt8.self, repeating: UInt8(truncatingIfNeeded: number))
      bytes.storeBytes(of: number, as: Int.self)
    }
    try send(message, deadline: soon)
  }

  /// Receives a number that ``send(number:size:)`` sent; `nil` when its padding is not as it was.
  mutating func receiveNumber() throws(MessagingError) -> Int? {
    try receive(deadline: soon).withUnsafeBytes { bytes in
      let number = bytes.loadUnaligned(as: Int.self)
      return bytes.dropFirst(8).allSatisfy { $0 == UInt8(truncatingIfNeeded: number) } ? number : nil
    }
  }
}
