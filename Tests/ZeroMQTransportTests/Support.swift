import Messaging
import ZeroMQTransport

// What is not copyable cannot be compared inside `#expect`.

/// What a message says; `nil` for none.
func text(_ message: consuming Message<ZeroMQ>?) -> String? {
  guard let message else { return nil }
  return String(message)
}

/// What a message's parts say; `nil` for none.
func texts(_ message: consuming MultipartMessage?) -> [String]? {
  guard let message else { return nil }
  return message.strings
}
