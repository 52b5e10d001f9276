import Messaging
import POSIXSupport

@testable import InProcessTransport

/// Long enough for anything that should happen, so that a test that fails ends.
var soon: Deadline { .after(.seconds(30)) }

/// A message count that takes about a second: optimized code does more.
#if DEBUG
  let manyMessages = 50_000
#else
  let manyMessages = 5_000_000
#endif

/// Options with both queues limited to `messages`.
func limited(to messages: Int) -> SocketOptions {
  var options = SocketOptions()
  options.sendQueue.messages = messages
  options.receiveQueue.messages = messages
  return options
}

/// Tries again until the condition holds.
///
/// - Returns: `false` when it did not within ``soon``.
func eventually(_ condition: () throws -> Bool) rethrows -> Bool {
  let deadline = soon
  while try !condition() {
    guard deadline.remaining != .zero else { return false }
  }
  return true
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
