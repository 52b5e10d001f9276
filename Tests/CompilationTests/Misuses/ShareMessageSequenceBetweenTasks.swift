import InProcessTransport
import Messaging
import MessagingAsync

func misuse(_ socket: consuming AsyncSocket<InProcess>) {
  let messages = socket.messages()
  Task { for try await bytes in messages { print(bytes) } }
  Task { for try await bytes in messages { print(bytes) } }  // error: sending value of non-Sendable type
}
