import InProcessTransport
import Messaging

func misuse(_ transport: InProcess) throws {
  _ = try transport.socket(.request)
  _ = try transport.socket(.survey)  // error: type 'Pattern<InProcess>' has no member 'survey'
}
