import CNanomsg
public import Messaging
import POSIXSupport
public import Synchronization

extension Nanomsg: Transport {
  /// A chunk of nanomsg's, which knows its own size; `nil` for an empty message.
  @frozen
  public struct MessageStorage {
    @usableFromInline
    var chunk: UnsafeMutableRawPointer?

    @inlinable
    init(chunk: UnsafeMutableRawPointer?) { self.chunk = chunk }
  }

  /// A nanomsg socket. Its number is used again after closing, so nothing may outlive that.
  @frozen
  public struct SocketHandle {
    @usableFromInline
    let number: Int32

    @usableFromInline
    var turn: Turn

    @usableFromInline
    let isShutDown: UnsafeMutablePointer<Atomic<Bool>>

    /// The descriptors that are readable when sending and receiving need not wait; -1 where the pattern does not.
    let sendDescriptor: Int32
    let receiveDescriptor: Int32

    let type: SocketType

    /// The library's numbers for what the socket is bound and connected to.
    var endpoints: [Endpoint] = []

    let linger: Duration
    let context: Context

    @usableFromInline
    struct Endpoint {
      let address: Address
      let number: Int32
      /// Whether the address's name was claimed in ``InprocPairs``.
      let isClaimed: Bool
      /// Whether the socket is bound, rather than connected, there.
      let isBound: Bool

      /// Removes the path of an `ipc` address bound to, because the library asserts that it can be removed (`bipc.c`).
      ///
      /// - Returns: The system's error number, 0 when nothing is there any more.
      func removePath() -> Int32 {
        isBound && address.scheme == "ipc" ? UnixSocket.remove(address.location) : 0
      }
    }
  }

  /// The name by which people choose nanomsg.
  public static var name: String { "nanomsg" }

  /// `nn_socket`, with the options set before it is used.
  public func open(
    _ pattern: Pattern<Nanomsg>, options: SocketOptions
  ) throws(TransportFailure) -> SocketHandle {
    try context.requireOpen()
    let type = try SocketType(pattern)
    let number = try Self.openNative(type)
    do {
      try Self.apply(options, to: number, type: type)
    } catch {
      Self.closeNative(number)
      throw error
    }
    return SocketHandle(
      number: number, turn: type.turn, isShutDown: context.isShutDown,
      sendDescriptor: (try? Self.number(NN_SNDFD, of: number)) ?? -1,
      receiveDescriptor: (try? Self.number(NN_RCVFD, of: number)) ?? -1,
      type: type, linger: options.linger, context: context)
  }

  /// Ends the sockets of this transport only; `nn_term` would end all of the process, for good.
  public func shutdown() { context.shutdown() }

  /// Waits for the library's last message to reach the kernel, at most for the linger, then `nn_close`.
  ///
  /// In a child of the process that opened it, the socket is left alone. So it is where the path of an `ipc` address that it is
  /// bound to cannot be removed any more, for which the library would abort: it stays open as long as the process.
  public static func close(_ socket: inout SocketHandle) {
    guard !socket.context.isInherited else { return }
    flush(socket)
    guard socket.endpoints.allSatisfy({ $0.removePath() == 0 }) else { return }
    closeNative(socket.number)
    for endpoint in socket.endpoints where endpoint.isClaimed {
      InprocPairs.release(endpoint.address.location)
    }
  }
}
