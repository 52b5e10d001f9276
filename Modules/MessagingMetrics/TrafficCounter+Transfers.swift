#if Metrics
  public import Messaging
  public import MessagingAsync

  extension TrafficCounter {
    /// Sends a message on a socket, and counts it, or the failure. As ``/Messaging/Socket/send(_:deadline:)-(Message<T>,_)``.
    ///
    /// **Ownership:** as there: when the call throws, the socket's `reclaim()` returns the message.
    @inlinable
    public mutating func send<T: Transport>(
      _ message: consuming Message<T>, on socket: inout Socket<T>, deadline: Deadline = .never
    ) throws(MessagingError) {
      let size = message.count
      do throws(MessagingError) {
        try socket.send(message, deadline: deadline)
      } catch {
        countFailure(error)
        throw error
      }
      countSent(bytes: size)
    }

    /// Receives a message from a socket, and counts it, or the failure. As ``/Messaging/Socket/receive(deadline:)``.
    @inlinable
    public mutating func receive<T: Transport>(
      from socket: inout Socket<T>, deadline: Deadline = .never
    ) throws(MessagingError) -> Message<T> {
      do throws(MessagingError) {
        let message = try socket.receive(deadline: deadline)
        countReceived(bytes: message.count)
        return message
      } catch {
        countFailure(error)
        throw error
      }
    }

    /// Sends a message on an async socket, and counts it, or the failure. As
    /// ``/MessagingAsync/AsyncSocket/send(_:deadline:)-(Message<T>,_)``.
    ///
    /// **Ownership:** as there: when the call throws, the socket's `reclaim()` returns the message.
    @inlinable
    public mutating func send<T: DescriptorSignalingTransport>(
      _ message: consuming Message<T>, on socket: inout AsyncSocket<T>, deadline: Deadline = .never
    ) async throws(MessagingError) {
      let size = message.count
      do throws(MessagingError) {
        try await socket.send(message, deadline: deadline)
      } catch {
        countFailure(error)
        throw error
      }
      countSent(bytes: size)
    }

    /// Receives a message from an async socket, and counts it, or the failure. As
    /// ``/MessagingAsync/AsyncSocket/receive(deadline:)``.
    @inlinable
    public mutating func receive<T: DescriptorSignalingTransport>(
      from socket: inout AsyncSocket<T>, deadline: Deadline = .never
    ) async throws(MessagingError) -> Message<T> {
      do throws(MessagingError) {
        let message = try await socket.receive(deadline: deadline)
        countReceived(bytes: message.count)
        return message
      } catch {
        countFailure(error)
        throw error
      }
    }
  }
#endif
