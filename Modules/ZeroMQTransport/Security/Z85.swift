import CZeroMQ
public import Messaging

/// Text for bytes: five characters, which are printable and safe in source code, for every four bytes (ZeroMQ's RFC 32).
public enum Z85 {
  /// Writes bytes as text.
  ///
  /// - Throws: ``/Messaging/MessagingError`` with `invalidArgument` unless their number is a multiple of 4.
  public static func encode(_ bytes: [UInt8]) throws(MessagingError) -> String {
    guard bytes.count.isMultiple(of: 4) else {
      throw invalid("Z85 is for multiples of 4 bytes, not \(bytes.count)")
    }
    guard !bytes.isEmpty else { return "" }
    return String(unsafeUninitializedCapacity: bytes.count / 4 * 5 + 1) { text in
      text.withMemoryRebound(to: CChar.self) { text in
        _ = zmq_z85_encode(text.baseAddress, bytes, bytes.count)
      }
      return bytes.count / 4 * 5
    }
  }

  /// Reads bytes from text.
  ///
  /// - Throws: ``/Messaging/MessagingError`` with `invalidArgument` for what ``encode(_:)`` does not write. It does not repeat the
  ///   text, which may be a key.
  public static func decode(_ text: String) throws(MessagingError) -> [UInt8] {
    let count = text.utf8.count
    guard count.isMultiple(of: 5), !text.utf8.contains(0) else {
      throw invalid("Z85 has multiples of 5 characters, not \(count)")
    }
    guard count > 0 else { return [] }
    var isValid = false
    let bytes = [UInt8](unsafeUninitializedCapacity: count / 5 * 4) { buffer, initialized in
      isValid = zmq_z85_decode(buffer.baseAddress, text) != nil
      initialized = isValid ? count / 5 * 4 : 0
    }
    guard isValid else { throw invalid("the text is not Z85") }
    return bytes
  }

  private static func invalid(_ reason: String) -> MessagingError {
    MessagingError(
      TransportFailure(.invalidArgument, reason), during: MessagingError.Operation("convertZ85"), of: nil)
  }
}
