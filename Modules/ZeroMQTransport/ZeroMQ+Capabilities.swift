public import Messaging

extension ZeroMQ {
  /// All stable ones of libzmq.
  public static let patterns = Pattern<ZeroMQ>.common + further

  /// `tcp` and `inproc`, and what the libzmq in use was built with. Not `norm`: the library ends the process when an address of it
  /// cannot be used (`session_base.cpp`, `start_connecting`).
  public static let schemes =
    ["tcp", "inproc"]
    + [
      (Capability.ipc, ["ipc"]), (.multicast, ["pgm", "epgm"]), (.tipc, ["tipc"]), (.vmci, ["vmci"]),
      (.webSocket, ["ws"]), (.secureWebSocket, ["wss"]),
    ].flatMap { has($0) ? $1 : [] }

  /// ``MultipartMessage``, ``Monitor`` and ``Security``.
  public static let features: [TransportCapability] = [.multipart, .monitoring, .security]

  private static let further = SocketType.of.keys.filter { !Pattern.common.contains($0) }
    .sorted { $0.name < $1.name }
}
