public import Messaging

extension ZeroMQ: ForwardingTransport {
  /// ROUTER and DEALER for requests, XSUB and XPUB for publications, whose subscriptions go the other way.
  public static func forwardingPatterns(
    for traffic: ForwardedTraffic
  ) -> (front: Pattern<ZeroMQ>, back: Pattern<ZeroMQ>) {
    switch traffic {
    case .requests: (.router, .dealer)
    case .pipelines: (.pull, .push)
    case .publications: (.extendedSubscribe, .extendedPublish)
    case .pairs: (.pair, .pair)
    }
  }

  /// A ``Proxy``.
  public static func forwarder(
    _ front: consuming Socket<ZeroMQ>, _ back: consuming Socket<ZeroMQ>
  ) throws(MessagingError) -> AnyForwarder {
    AnyForwarder(try Proxy(front, back))
  }
}
