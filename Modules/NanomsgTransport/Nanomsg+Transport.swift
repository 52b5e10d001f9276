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
    }
  }

  /// The name by which people choose nanomsg.
  public static var name: String { "nanomsg" }

  /// `nn_socket`, with the options set before it is used.
  public func open(
    _ pattern: Pattern<Nanomsg>, options: SocketOptions
  ) throws(TransportFailure) -> SocketHandle {
    guard !context.isShutDown.pointee.load(ordering: .acquiring) else {
      throw TransportFailure(ETERM, of: Nanomsg.self)
    }
    let type = try SocketType(pattern)
    // nanomsg aborts when descriptors run out half-way: those of a socket, and of the library's first use.
    try Descriptors.require(12)
    let number = nn_socket(type.domain, type.number)
    guard number >= 0 else { throw TransportFailure(nn_errno(), of: Nanomsg.self) }
    do {
      try Self.apply(options, to: number, type: type)
    } catch {
      nn_close(number)
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
  public static func close(_ socket: inout SocketHandle) {
    flush(socket)
    // Interrupted while its threads end, it has to be called again.
    while nn_close(socket.number) != 0, nn_errno() == EINTR {}
    for endpoint in socket.endpoints where endpoint.isClaimed {
      InprocPairs.release(endpoint.address.location)
    }
  }
}
