public import Messaging

extension AsyncSocket {
  /// The messages that arrive, as copies of their bytes.
  ///
  ///     for try await bytes in pull.messages() { print(bytes.count) }
  ///
  /// For convenience: elements of an asynchronous sequence have to be copyable, and messages are not.
  /// ``forEachMessage(_:)`` copies nothing.
  ///
  /// **Ownership:** the socket is the sequence's, and closes with it unless it is taken.
  public consuming func messages() -> MessageSequence<T> { MessageSequence(self) }
}

/// The messages that arrive at a socket, as copies of their bytes.
///
/// It ends when the transport is shut down. A loop that ends early leaves what it did not ask for in the socket, for the next
/// loop or whoever takes the socket. The sequence stays in one task, as its socket does.
public struct MessageSequence<T: DescriptorSignalingTransport>: AsyncSequence {
  private let seat: Seat

  init(_ socket: consuming AsyncSocket<T>) { seat = Seat(socket) }

  /// Gives the socket back.
  ///
  /// **Ownership:** the socket is the caller's; the sequence has ended.
  ///
  /// - Returns: The socket; `nil` when it was taken before.
  public func takeSocket() -> AsyncSocket<T>? {
    let socket = seat.socket.take()
    return socket
  }

  /// Receives the messages.
  public func makeAsyncIterator() -> AsyncIterator { AsyncIterator(seat: seat) }

  /// Receives the messages, one when asked for one.
  public struct AsyncIterator: AsyncIteratorProtocol {
    fileprivate let seat: Seat

    /// Receives a message, suspending the task until there is one.
    ///
    /// - Returns: A copy of its bytes; `nil` when the transport was shut down.
    /// - Throws: ``/Messaging/MessagingError`` as ``AsyncSocket/receive(deadline:)``.
    /// - Complexity: O(n) in the number of bytes.
    public func next() async throws(MessagingError) -> [UInt8]? {
      try await next(isolation: #isolation)
    }

    /// Receives a message. As ``next()``.
    public func next(
      isolation actor: isolated (any Actor)?
    ) async throws(MessagingError) -> [UInt8]? {
      guard seat.socket != nil else { return nil }
      do {
        return [UInt8](try await seat.socket!.receive())
      } catch {
        if error.code == .closed { return nil }
        throw error
      }
    }
  }

  /// What the sequence and its iterators share. Not `Sendable`, so that one task at a time receives.
  fileprivate final class Seat {
    var socket: AsyncSocket<T>?

    init(_ socket: consuming AsyncSocket<T>) { self.socket = consume socket }
  }
}

@available(*, unavailable)
extension MessageSequence: Sendable {}
