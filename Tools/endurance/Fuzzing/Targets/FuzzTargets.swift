import InProcessTransport
import Messaging

#if ZeroMQ
  import ZeroMQTransport
#endif
#if Nanomsg
  import NanomsgTransport
#endif

/// Everything that inputs are tried on.
enum FuzzTargets {
  static let all: [FuzzTargetDescription] = {
    var all = [
      FuzzTargetDescription("inprocess/addresses") { AddressTarget(InProcess()) },
      FuzzTargetDescription("inprocess/options") { OptionTarget(InProcess(), at: "inproc://*", []) },
    ]
    #if ZeroMQ
      all += zeroMQ
    #endif
    #if Nanomsg
      all += nanomsg
    #endif
    return all
  }()

  static func named(_ name: String) -> FuzzTargetDescription? {
    (all + FailingTarget.all).first { $0.name == name }
  }

  private static let addresses = [
    ("tcp", "tcp://127.0.0.1:*"), ("ipc", "ipc://*"), ("ws", "ws://127.0.0.1:*"),
  ]

  #if ZeroMQ
    private static var zeroMQ: [FuzzTargetDescription] {
      let families = addresses.filter { ZeroMQ.schemes.contains($0.0) }
      let listeners = families.flatMap { scheme, address in
        Relation.ofZeroMQ(scheme).map { relation in
          FuzzTargetDescription("zmq/\(scheme)/\(relation.bound)") {
            let seeds =
              scheme == "ws"
              ? ZeroMQ.webSocketConversations(as: relation.strangersType)
              : ZMTP.conversations(as: relation.strangersType)
            return try ListenerTarget(try ZeroMQ(), at: address, relation, seeds: seeds)
          }
        }
      }
      return listeners + [
        FuzzTargetDescription("zmq/tcp/pull-plain") { try ZeroMQ.plainTarget(at: "tcp://127.0.0.1:*") },
        FuzzTargetDescription("zmq/tcp/pull-tampered") {
          try ZeroMQ.tamperingTarget(at: "tcp://127.0.0.1:*")
        },
        FuzzTargetDescription("zmq/tcp/pull-curve-tampered") {
          try ZeroMQ.curveTarget(at: "tcp://127.0.0.1:*")
        },
        FuzzTargetDescription("zmq/addresses") { AddressTarget(try ZeroMQ()) },
        FuzzTargetDescription("zmq/options") {
          OptionTarget(try ZeroMQ(maximumSockets: 4_096), at: "tcp://127.0.0.1:*", FuzzedOption.all)
        },
      ]
    }
  #endif

  #if Nanomsg
    private static var nanomsg: [FuzzTargetDescription] {
      let tampered = FuzzTargetDescription("nanomsg/tcp/pull-tampered") {
        let relation = Relation<Nanomsg>(bound: .pull, peer: .push, exchange: .toBound)
        return try TamperingTarget(try Nanomsg(), at: "tcp://127.0.0.1:*", relation, largestOffset: 60)
      }
      let listeners = addresses.flatMap { scheme, address in
        Relation.ofNanomsg.map { relation in
          FuzzTargetDescription(
            "nanomsg/\(scheme)/\(relation.bound)",
            knownAborts: KnownAbort.ofNanomsg(scheme, relation.bound)
          ) {
            let (number, webSocketName) = relation.strangersProtocol
            let seeds =
              scheme == "ws"
              ? WebSocket.conversations(
                "\(webSocketName).sp.nanomsg.org", messages: ScalabilityProtocol.bodies)
              : ScalabilityProtocol.conversations(as: number, isLocal: scheme == "ipc")
            return try ListenerTarget(try Nanomsg(), at: address, relation, seeds: seeds)
          }
        }
      }
      return listeners + [
        tampered, FuzzTargetDescription("nanomsg/addresses") { AddressTarget(try Nanomsg()) },
        FuzzTargetDescription("nanomsg/options") {
          OptionTarget(try Nanomsg(), at: "tcp://127.0.0.1:*", FuzzedOption.all)
        },
      ]
    }
  #endif
}
