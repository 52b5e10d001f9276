import Messaging

/// The roles of a library's own benchmark programs, for one transport whose type is hidden. Either side of a benchmark can be
/// one of these, the other side the library's program, on this machine or another one.
public struct PeerPrograms: Sendable {
  private let play:
    @Sendable (PeerRole, _ address: String, PeerRun, _ onBind: (String) -> Void) throws -> [String]

  init<T: Transport>(dialect: PeerDialect<T>, make: @escaping @Sendable () throws -> T) {
    play = { role, address, run, onBind in
      try dialect.play(role, in: make(), at: address, run, onBind: onBind)
    }
  }

  /// Plays a role to its end.
  ///
  /// - Parameters:
  ///   - role: What to do.
  ///   - address: Where to bind or to connect, on a wire: not `inproc`.
  ///   - size: The size of each message in bytes, also 0.
  ///   - count: How many messages or round trips there are, 1 to `Int32.max`.
  ///   - patience: How long nothing may go through.
  ///   - onBind: Called with the address really bound; ``Endpoint/clean(_:)`` removes what is left of it in the end.
  ///   - onStall: Called in another thread with a line about it when nothing went through for that long, after
  ///     which this call may not return for as long again, or at all.
  /// - Returns: The lines that the library's program prints; none where it prints none.
  /// - Throws: `MessagingError`, ``DeliveryError`` for a message of another size, ``MissingStart``, and ``PlanError`` for an
  ///   address within the process.
  public func run(
    _ role: PeerRole, at address: String, size: Int, count: Int, patience: Duration,
    onBind: (String) -> Void, onStall: @escaping @Sendable (String) -> Void
  ) throws -> [String] {
    guard !address.hasPrefix("inproc:") else {
      throw PlanError(
        "inproc stays within the process; a peer is at tcp://HOST:PORT or ipc://PATH, not at \(address)")
    }
    let run = PeerRun(role, size: size, count: count, patience: patience)
    run.watch(onStall: onStall)
    defer { run.end() }
    return try play(role, address, run, onBind)
  }
}
