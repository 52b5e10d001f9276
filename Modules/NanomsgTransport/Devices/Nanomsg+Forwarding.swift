public import Messaging

extension Nanomsg: ForwardingTransport {
  /// The raw halves of the patterns.
  public static func forwardingPatterns(
    for traffic: ForwardedTraffic
  ) -> (front: Pattern<Nanomsg>, back: Pattern<Nanomsg>) {
    switch traffic {
    case .requests: (.raw(.reply), .raw(.request))
    case .pipelines: (.raw(.pull), .raw(.push))
    case .publications: (.raw(.subscribe), .raw(.publish))
    case .pairs: (.raw(.pair), .raw(.pair))
    }
  }

  /// A ``Device``.
  public static func forwarder(
    _ front: consuming Socket<Nanomsg>, _ back: consuming Socket<Nanomsg>
  ) throws(MessagingError) -> AnyForwarder {
    AnyForwarder(try Device(front, back))
  }
}
