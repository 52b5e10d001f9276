public import Messaging

extension DescriptorSignalingTransport {
  /// Opens a socket for the time of a call.
  ///
  ///     try await transport.withSocket(.push) { push in
  ///       try push.withSocket { (socket) throws(MessagingError) in try socket.connect(endpoint) }
  ///       try await push.send("hello")
  ///     }
  ///
  /// The socket is closed when the call returns, as ``AsyncSocket/close()`` does, also when it throws and when the task is
  /// cancelled.
  ///
  /// - Parameters:
  ///   - pattern: What the socket is for. Patterns that the transport lacks do not compile.
  ///   - options: Limits and times of the socket.
  ///   - reactor: What waits for it; ``Reactor/shared`` unless given.
  ///   - body: Has the socket meanwhile.
  /// - Returns: What `body` returned.
  /// - Throws: What `body` throws, and ``/Messaging/MessagingError`` as
  ///   ``/Messaging/Transport/socket(_:options:)`` and ``AsyncSocket/init(_:on:)``.
  public func withSocket<Result: ~Copyable>(
    _ pattern: Pattern<Self>, options: SocketOptions = SocketOptions(), on reactor: Reactor? = nil,
    _ body: (inout AsyncSocket<Self>) async throws -> Result
  ) async throws -> Result {
    var socket = try AsyncSocket(try self.socket(pattern, options: options), on: reactor)
    do {
      let result = try await body(&socket)
      await socket.close()
      return result
    } catch {
      await socket.close()
      throw error
    }
  }
}
