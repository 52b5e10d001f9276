import Messaging
import MessagingAsync

func misuse<T: DescriptorSignalingTransport>(_ socket: consuming AsyncSocket<T>) {
  var shared = socket
  Task { try await shared.send("one") }
  Task { try await shared.send("two") }  // error: sending value of non-Sendable type
}
