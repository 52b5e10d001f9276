import Messaging
import MessagingConformance

#if ZeroMQ
  import ZeroMQTransport
#endif
#if Nanomsg
  import NanomsgTransport
#endif

/// A transport to be examined, and the product it comes from.
struct Row {
  /// `nil` for what is no product.
  let product: String?
  let subject: ConformanceSubject

  init(product: String?, _ subject: ConformanceSubject) {
    self.product = product
    self.subject = subject
  }
}

/// The transports: one row each.
let rows: [Row] = {
  var rows = [Row(product: nil, reference())]
  #if ZeroMQ
    rows.append(
      Row(
        product: "ZeroMQTransport",
        ConformanceSubject("zmq", addresses: ["tcp://127.0.0.1:*", "ipc://*", "inproc://*"]) {
          try ZeroMQ()
        }))
  #endif
  #if Nanomsg
    rows.append(
      Row(
        product: "NanomsgTransport",
        ConformanceSubject("nanomsg", addresses: ["tcp://127.0.0.1:*", "ipc://*", "inproc://*"]) {
          try Nanomsg()
        }))
  #endif
  return rows
}()

/// The reference transport, right or wrong.
func reference(fault: Fault? = nil) -> ConformanceSubject {
  var subject = ConformanceSubject(
    "reference", addresses: ["inproc://*"],
    openHandles: { ($0 as? Reference)?.openSockets },
    make: { Reference(fault: fault) })
  subject.settings.streamLength = 10_000
  return subject
}
