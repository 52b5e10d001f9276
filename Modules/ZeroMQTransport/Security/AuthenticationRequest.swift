/// A peer that wants to connect to a server.
public struct AuthenticationRequest: Hashable, Sendable {
  /// How the peer shows who it is.
  public enum Identity: Hashable, Sendable {
    /// It does not (`NULL`).
    case none
    /// By name and password (`PLAIN`).
    case user(Credentials)
    /// By having the secret key to this (`CURVE`).
    case key(CurvePublicKey)
    /// As this principal (`GSSAPI`).
    case principal(String)
  }

  /// The domain that the server's ``Security`` names.
  public let domain: String

  /// The peer's address, without its port.
  public let address: String

  /// What ``ZeroMQ/Setting/routingID`` of the server's socket was set to, empty if it was not.
  public let serverRoutingID: [UInt8]

  /// How the peer shows who it is.
  public let identity: Identity
}

/// What becomes of a peer.
public struct AuthenticationDecision: Hashable, Sendable {
  let status: Int
  let reason: String
  let userID: String

  /// Lets the peer in.
  ///
  /// - Parameter userID: What ``Messaging/Message/userID`` of its messages is; empty for nothing.
  public static func allow(userID: String = "") -> Self {
    Self(status: 200, reason: "OK", userID: userID)
  }

  /// Turns the peer away. One of libzmq's does not try again (status 400).
  ///
  /// - Parameter reason: Why.
  public static func deny(reason: String = "not allowed") -> Self {
    Self(status: 400, reason: reason, userID: "")
  }

  /// Turns the peer away for a cause that may pass. One of libzmq's tries again (status 300): at once without credentials,
  /// otherwise when its time for handshakes has passed (`ZMQ_HANDSHAKE_IVL`).
  ///
  /// - Parameter reason: Why.
  public static func tryLater(reason: String = "try later") -> Self {
    Self(status: 300, reason: reason, userID: "")
  }
}
