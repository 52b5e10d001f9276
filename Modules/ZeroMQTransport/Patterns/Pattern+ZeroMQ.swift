public import Messaging

extension Pattern where T == ZeroMQ {
  /// Sends each message to one of its peers, in turn, and receives from them, in turn, without alternating
  /// (`ZMQ_DEALER`). Speaks with ``router``, ``/Messaging/Pattern/reply`` and its own kind.
  public static var dealer: Self { Self("dealer") }

  /// Receives from its peers, in turn, and sends to the one that is named (`ZMQ_ROUTER`).
  ///
  /// What it receives begins with the sender's ``RoutingID``, and so does what it sends:
  ///
  ///     var request = try router.receiveMultipart()
  ///     let peer = try request.removeRoutingID()
  ///     try router.send(request, to: peer)
  ///
  /// A message for a peer that is not there is dropped, unless ``ZeroMQ/Setting/routerMandatory`` is set.
  public static var router: Self { Self("router") }

  /// As ``/Messaging/Pattern/publish``, and receives what its peers subscribe to (`ZMQ_XPUB`), as
  /// ``Subscription``.
  public static var extendedPublish: Self { Self("extendedPublish") }

  /// As ``/Messaging/Pattern/subscribe``, and sends its subscriptions as messages (`ZMQ_XSUB`), which is
  /// ``Messaging/Socket/send(_:deadline:)-(Subscription,_)``.
  public static var extendedSubscribe: Self { Self("extendedSubscribe") }

  /// Speaks plain TCP with peers that know nothing of ZeroMQ (`ZMQ_STREAM`).
  ///
  /// What it receives are two parts: the connection's ``RoutingID`` and bytes as they came, in pieces of any size. No bytes
  /// say that a connection began or ended. What it sends are two parts as well. No bytes close the connection, which
  /// the socket carries out with its next calls.
  public static var stream: Self { Self("stream") }
}
