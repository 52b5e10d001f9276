import InProcessTransport
import Messaging
import MessagingConformance
import MessagingTesting

#if ZeroMQ
  import ZeroMQTransport
#endif
#if Nanomsg
  import NanomsgTransport
#endif

/// A transport to be examined, and the product it comes from.
struct Row {
  /// `nil` for what an application does not choose: doubles of tests.
  let product: String?
  let subject: ConformanceSubject

  init(product: String?, _ subject: ConformanceSubject) {
    self.product = product
    self.subject = subject
  }
}

/// The transports: one row each.
let rows: [Row] = {
  var rows = [
    Row(product: nil, reference()), Row(product: nil, faultless),
    Row(product: "InProcessTransport", inProcess),
  ]
  #if ZeroMQ
    rows.append(Row(product: "ZeroMQTransport", zeroMQ))
  #endif
  #if Nanomsg
    rows.append(Row(product: "NanomsgTransport", nanomsg))
  #endif
  return rows
}()

private let inProcess = ConformanceSubject("inprocess", addresses: ["inproc://*"]) { InProcess() }

/// What has no faults behaves as what is underneath.
private let faultless = ConformanceSubject("faultless", addresses: ["inproc://*"]) {
  try FaultyInProcess()
}

/// The address families of libraries.
let everyFamily = ["tcp://127.0.0.1:*", "ipc://*", "inproc://*", "ws://127.0.0.1:*"]

#if ZeroMQ
  private let zeroMQ = ConformanceSubject(
    "zmq", addresses: everyFamily,
    exceptions: [
      DeclaredException(
        .pipelines(.otherPatternsDoNotExchange), at: "inproc",
        reason: "libzmq compares patterns in the handshake, which inproc does not have"),
      DeclaredException(
        .endpoints(.reconnectsAfterRestart), at: "inproc",
        reason: "libzmq connects inproc once: when the bound socket closes, the connection is gone"),
      DeclaredException(
        .poolLifetime(.closedSocketWithoutPeerGivesBuffersBack), at: "inproc",
        reason: "libzmq keeps what waits for an inproc peer that never came until the context ends"),
    ]
  ) { try ZeroMQ() }
#endif

#if Nanomsg
  private let nanomsg = ConformanceSubject(
    "nanomsg", addresses: everyFamily,
    exceptions: [Behavior.Lifecycle.closeDeliversWhatWasAccepted, .closeDeliversManyMessages].flatMap {
      [
        DeclaredException(
          .lifecycle($0), at: "ipc",
          reason: "nanomsg does not linger, and its receiver reads no further once the peer hung up",
          trial: .mayFail),
        DeclaredException(
          .lifecycle($0), at: "ws",
          reason: "nanomsg does not linger, and its WebSocket connections may lose the last messages",
          trial: .mayFail),
        DeclaredException(
          .lifecycle($0), at: "inproc",
          reason: "nanomsg does not linger, and drops an inproc sender's messages with its socket"),
      ]
    }
  ) { try Nanomsg() }
#endif

/// The reference transport, right or wrong.
func reference(fault: Fault? = nil) -> ConformanceSubject {
  var subject = ConformanceSubject(
    "reference", addresses: ["inproc://*"],
    openHandles: { ($0 as? Reference)?.openSockets },
    make: { Reference(fault: fault) })
  subject.settings.streamLength = 10_000
  return subject
}
