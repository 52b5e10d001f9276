#if ZeroMQ
  public import Messaging
  public import MessagingBenchmark
  public import ZeroMQTransport

  extension ZeroMQ: RoutingTransport {
    /// A `ZMQ_ROUTER` socket with `ZMQ_ROUTER_MANDATORY`, so that nothing is dropped.
    public func openRouter(
      named name: [UInt8], options: SocketOptions
    ) throws(TransportFailure) -> SocketHandle {
      try openRouter(named: RoutingID(checking: name), options: options)
    }

    /// `ZMQ_CONNECT_ROUTING_ID` and `zmq_connect`.
    public static func connect(
      _ socket: inout SocketHandle, to address: Address, as peer: [UInt8]
    ) throws(TransportFailure) {
      try connect(&socket, to: address, as: RoutingID(checking: peer))
    }

    /// `zmq_send` with `ZMQ_SNDMORE`.
    public static func sendFirstPart(
      _ bytes: UnsafeRawBufferPointer, on socket: inout SocketHandle, mayBlock: Bool
    ) -> TransferResult {
      send(first: bytes, on: &socket, mayBlock: mayBlock)
    }

    /// `zmq_msg_send`.
    public static func sendSecondPart(
      _ message: inout MessageStorage, on socket: inout SocketHandle
    ) -> TransferResult {
      send(last: &message, on: &socket)
    }

    /// `zmq_send`.
    public static func sendSecondPart(
      copying bytes: UnsafeRawBufferPointer, on socket: inout SocketHandle
    ) -> TransferResult {
      send(lastCopying: bytes, on: &socket)
    }
  }
#endif
