#if Nanomsg
  import Foundation
  import Messaging
  import NanomsgTransport

  extension FuzzedOption<Nanomsg> {
    /// Every option with a type.
    static let all: [FuzzedOption] = {
      var all: [FuzzedOption] = []
      all += options([.sendPriority, .receivePriority, .maximumHops, .sendBufferSize, .receiveBufferSize]) {
        $0.number()
      }
      all += options([.ipv4Only, .tcpNoDelay]) { $0.oneIn(2) }
      all += options([.reconnectInterval, .maximumReconnectInterval, .surveyDeadline], exactly: false) {
        $0.duration()
      }
      all += options([.resendInterval], exactly: false) { $0.oneIn(8) ? nil : $0.duration() }
      all += options([.webSocketMessageType]) { $0.choice([.binary, .text]) }
      all += options([.socketName]) { $0.text() }
      return all
    }()

    private static func options<Value: Equatable & SendableMetatype>(
      _ options: [Nanomsg.Option<Value>], exactly: Bool = true,
      _ value: @escaping @Sendable (inout FuzzGenerator) throws -> Value
    ) -> [FuzzedOption] {
      options.map { option in
        FuzzedOption(
          name: option.constant, exactly: exactly, value: value,
          set: { try $0.set(option, to: $1) }, read: { try $0.value(of: option) })
      }
    }
  }

  extension Relation<Nanomsg> {
    static let ofNanomsg =
      common.map { relation in
        var relation = relation
        // A bound pair may keep its only place for who has left without a farewell, for ever.
        relation.placeBecomesFree = relation.bound != .pair
        // A stranger that greets and aborts may take a request with it, unknown to the library.
        if relation.bound == .request {
          relation.prepareBound = { try $0.set(.resendInterval, to: .seconds(1)) }
        }
        return relation
      } + [
        Relation(bound: .respond, peer: .survey, exchange: .answeredByBound, answers: surveyAnswers),
        Relation(bound: .survey, peer: .respond, exchange: .answeredByPeer, answers: surveyAnswers),
        Relation(bound: .bus, peer: .bus, exchange: .toBound),
      ]

    private static let surveyAnswers = usualAnswers + [.surveyEnded]

    /// The protocol of a socket that the bound one talks to: its number, and the name of it or of the bound one's over `ws`.
    var strangersProtocol: (number: UInt8, webSocketName: String) {
      switch bound {
      case .pull: (80, "pull")
      case .push: (81, "push")
      case .publish: (33, "pub")
      case .subscribe: (32, "sub")
      case .reply: (48, "rep")
      case .request: (49, "req")
      case .respond: (98, "respondent")
      case .survey: (99, "surveyor")
      case .bus: (112, "bus")
      default: (16, "pair")
      }
    }
  }

  extension KnownAbort {
    /// Those of a bound socket of a pattern at addresses of a scheme.
    static func ofNanomsg(_ scheme: String, _ bound: Pattern<Nanomsg>) -> [KnownAbort] {
      var all: [KnownAbort] = []
      // Whatever a stranger says after the greeting of a subscriber.
      if bound == .publish { all.append(inNanomsg("src/protocols/pubsub/xpub.c", 134)) }
      // A first byte of a message other than 1.
      if scheme == "ipc" { all.append(inNanomsg("src/transports/ipc/sipc.c", 336)) }
      // A request to upgrade that is not as expected.
      if scheme == "ws" {
        all.append(inNanomsg("src/transports/ws/ws_handshake.c"))
        // Rarely; where is not known.
        all.append(
          KnownAbort(message: "ended by signal \(SIGSEGV)", reference: "nanomsg src/transports/ws, SIGSEGV"))
      }
      // What follows a reply takes its place, and is freed there.
      if bound == .request { all.append(inNanomsg("src/utils/chunk.c", 231)) }
      return all
    }

    /// - Parameter line: `nil` for any.
    private static func inNanomsg(_ file: String, _ line: Int? = nil) -> KnownAbort {
      KnownAbort(
        message: "\(file):" + (line.map { "\($0))" } ?? ""),
        reference: "nanomsg \(file)" + (line.map { ":\($0)" } ?? ""))
    }
  }
#endif
