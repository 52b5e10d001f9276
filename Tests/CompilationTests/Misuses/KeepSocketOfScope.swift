import InProcessTransport
import Messaging
import MessagingAsync

func misuse(_ transport: InProcess) async throws {
  var kept: [SharedSender<InProcess>] = []
  try await transport.withSocket(.push) { push in
    try await push.send("inside")
    kept.append(SharedSender(push))  // error: missing reinitialization of inout parameter 'push'
  }
  print(kept.count)
}
