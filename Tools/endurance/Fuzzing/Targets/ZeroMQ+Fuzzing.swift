#if ZeroMQ
  import Messaging
  import ZeroMQTransport

  extension FuzzedOption<ZeroMQ> {
    /// Every option and setting with a type.
    static let all: [FuzzedOption] = {
      var all: [FuzzedOption] = []
      all += options(
        [
          .heartbeatInterval, .heartbeatTimeout, .heartbeatTimeToLive, .handshakeTimeout, .connectTimeout,
          .tcpMaximumRetransmitTime, .tcpKeepAliveIdle, .tcpKeepAliveInterval, .vmciConnectTimeout,
        ]
      ) { $0.oneIn(8) ? nil : $0.duration() }
      all += options([.multicastRecoveryTime]) { $0.duration() }
      all += options([.tcpKeepAlive], exactly: true) { $0.choice([nil, true, false]) }
      all += options([.tcpKeepAliveCount, .kernelSendBufferSize, .kernelReceiveBufferSize], exactly: true) {
        $0.oneIn(8) ? nil : $0.number()
      }
      all += options(
        [
          .backlog, .typeOfService, .multicastRate, .multicastHops, .multicastPacketSize, .vmciBufferSize,
          .vmciMinimumBufferSize, .vmciMaximumBufferSize,
        ], exactly: true
      ) { $0.number() }
      all += options([.ipv6, .queuesOnlyForConnectedPeers, .conflate, .invertedMatching], exactly: true) {
        $0.oneIn(2)
      }
      all += options([.networkInterface], exactly: true) { $0.oneIn(8) ? nil : $0.text() }
      all += options([.ioThreads], exactly: true) { generator in
        Set(
          (0..<generator.below(4)).map { _ in generator.oneIn(4) ? generator.number() : generator.below(2) })
      }
      all += options([.listeningDescriptor]) { generator in
        // Small ones may be descriptors of sockets that are just being closed, whose owner would not expect it.
        let number = Int32(truncatingIfNeeded: generator.number())
        return generator.oneIn(8) ? nil : number < 0 ? number : number | 1 << 20
      }
      all += settings([
        .routerMandatory, .routerHandover, .routerRaw, .probesRouter, .requestCorrelation, .requestRelaxation,
        .verboseSubscriptions, .verboseSubscriptionChanges, .manualSubscriptions, .publishWaits,
        .streamNotifications,
      ]) { $0.oneIn(2) }
      all += settings([.routingID]) { try RoutingID($0.bytes($0.below(260))) }
      all += settings([.welcomeMessage]) { $0.bytes($0.below(4_096)) }
      all += settings([.acceptedNetwork]) { $0.oneIn(8) ? nil : $0.text() }
      all += settings([.acceptedUser, .acceptedGroup, .acceptedProcess]) {
        $0.oneIn(8) ? nil : Int32(truncatingIfNeeded: $0.number())
      }
      return all
    }()

    private static func options<Value: Equatable & SendableMetatype>(
      _ options: [ZeroMQ.Option<Value>], exactly: Bool = false,
      _ value: @escaping @Sendable (inout FuzzGenerator) throws -> Value
    ) -> [FuzzedOption] {
      options.map { option in
        FuzzedOption(
          name: option.constant, exactly: exactly, value: value,
          set: { try $0.set(option, to: $1) }, read: { try $0.value(of: option) })
      }
    }

    private static func settings<Value>(
      _ settings: [ZeroMQ.Setting<Value>], _ value: @escaping @Sendable (inout FuzzGenerator) throws -> Value
    ) -> [FuzzedOption] {
      settings.map { setting in
        FuzzedOption(name: setting.constant) { socket, generator in
          try socket.set(setting, to: try value(&generator))
        }
      }
    }
  }

  extension Relation<ZeroMQ> {
    /// The relations of all patterns but `stream`, whose peers say what they like anyway, at addresses of a scheme.
    static func ofZeroMQ(_ scheme: String) -> [Relation] {
      common.map { relation in
        var relation = relation
        // A stranger that takes a request and leaves does not end the asking, nor does a lost answer: libzmq's `rep` drops the
        // next answer when a stranger sends a request without a delimiter and ends.
        let asksAgain: @Sendable (inout Socket<ZeroMQ>) throws -> Void = {
          try $0.set(.requestRelaxation, to: true)
          try $0.set(.requestCorrelation, to: true)
        }
        if relation.bound == .request { relation.prepareBound = asksAgain }
        if relation.peer == .request { relation.preparePeer = asksAgain }
        // Over `ws` the library may keep who has left, for ever, and send to it.
        if scheme == "ws" { relation.placeBecomesFree = ![.pair, .push, .request].contains(relation.bound) }
        return relation
      } + [
        Relation(bound: .router, peer: .dealer, exchange: .toBound),
        Relation(bound: .dealer, peer: .dealer, exchange: .toBound),
        Relation(bound: .extendedPublish, peer: .subscribe, exchange: .fromBound),
        Relation(
          bound: .extendedSubscribe, peer: .publish, exchange: .toBound,
          prepareBound: { try $0.send(Subscription.subscribe(to: [])) }),
      ]
    }

    /// The type of a socket that the bound one talks to.
    var strangersType: String {
      switch bound {
      case .pull: "PUSH"
      case .push: "PULL"
      case .publish: "SUB"
      case .extendedPublish: "XSUB"
      case .subscribe: "PUB"
      case .extendedSubscribe: "XPUB"
      case .reply: "REQ"
      case .request: "REP"
      case .router: "DEALER"
      case .dealer: "ROUTER"
      default: "PAIR"
      }
    }
  }
#endif
