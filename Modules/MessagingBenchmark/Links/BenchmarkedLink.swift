public import Messaging

/// A way to connect sockets that not every transport has, for ``BenchmarkedTransport``.
///
/// As there, make it where `T` is known: the loops are compiled for it there.
public struct BenchmarkedLink<T: Transport>: Sendable {
  let link: Link
  let rig: @Sendable (TransportRig<T>) -> any Rig

  /// Encrypted connections.
  ///
  /// - Parameter secure: Makes a socket encrypt what it is bound or connected to afterwards. `isServer` is whether it will be
  ///   bound. What servers and clients are given fits together, from call to call.
  public static func encrypted(
    by secure: @escaping @Sendable (_ socket: inout Socket<T>, _ isServer: Bool) throws -> Void
  ) -> Self {
    Self(link: .encrypted) { plain in
      var rig = plain
      rig.prepare = secure
      return rig
    }
  }
}

extension BenchmarkedLink where T: RoutingTransport {
  /// From one router to another: a part that names the peer, and the message.
  @inlinable
  public static var routers: Self { Self(.routers, loops: Loops<Enveloped<T>>()) }

  /// Messages of two parts through sockets of any pattern: a short one that is always the same, and the message.
  @inlinable
  public static var twoParts: Self { Self(.twoParts, loops: Loops<Enveloped<T>>()) }

  @usableFromInline
  init(_ link: Link, loops: Loops<Enveloped<T>>) {
    self.init(link: link) { plain in
      TransportRig(loops: loops, baseline: nil) {
        Enveloped(base: try plain.make(), firstPart: link == .routers ? .peer : .head)
      }
    }
  }
}
