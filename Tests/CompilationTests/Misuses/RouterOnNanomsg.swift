import Messaging
import NanomsgTransport

func misuse(_ transport: Nanomsg) throws {
  _ = try transport.socket(.push)
  _ = try transport.socket(.router)  // error: type 'Pattern<Nanomsg>' has no member 'router'
}
