import CZeroMQ

extension ZeroMQ {
  /// The version of the libzmq in use, such as `4.3.4`.
  public static var libraryVersion: String {
    var major: Int32 = 0
    var minor: Int32 = 0
    var patch: Int32 = 0
    zmq_version(&major, &minor, &patch)
    return "\(major).\(minor).\(patch)"
  }

  /// The most sockets that ``ContextOptions/maximumSockets`` can be (`ZMQ_SOCKET_LIMIT`).
  public static var socketLimit: Int { 65_535 }

  /// What a libzmq may be built with.
  public struct Capability: Hashable, Sendable {
    /// The library's name for it.
    public let name: String

    /// Addresses of the scheme `ipc`.
    public static let ipc = Capability(name: "ipc")
    /// Multicast by the schemes `pgm` and `epgm`.
    public static let multicast = Capability(name: "pgm")
    /// Addresses of the scheme `tipc`.
    public static let tipc = Capability(name: "tipc")
    /// Addresses of the scheme `norm`, which this package does not use.
    public static let norm = Capability(name: "norm")
    /// Addresses of the scheme `vmci`.
    public static let vmci = Capability(name: "vmci")
    /// Addresses of the scheme `ws`, for WebSocket.
    public static let webSocket = Capability(name: "WS")
    /// Addresses of the scheme `wss`, for WebSocket over TLS.
    public static let secureWebSocket = Capability(name: "WSS")
    /// Encryption with CURVE.
    public static let curve = Capability(name: "curve")
    /// Security with GSSAPI.
    public static let gssapi = Capability(name: "gssapi")
    /// Interfaces that may still change, which this package does not use.
    public static let draft = Capability(name: "draft")
  }

  /// Whether the libzmq in use was built with a capability (`zmq_has`).
  public static func has(_ capability: Capability) -> Bool { zmq_has(capability.name) == 1 }
}
