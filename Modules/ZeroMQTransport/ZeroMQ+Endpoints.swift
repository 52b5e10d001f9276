import CZeroMQ
public import Messaging
import POSIXSupport

extension ZeroMQ {
  /// `zmq_bind`, and `ZMQ_LAST_ENDPOINT` for the address really bound.
  public static func bind(
    _ socket: inout SocketHandle, to address: Address
  ) throws(TransportFailure) -> String {
    // libzmq takes over the path of a listener that is alive.
    if address.scheme == "ipc", UnixSocket.hasListener(at: address.location) {
      throw TransportFailure(
        .addressInUse, number: EADDRINUSE, "a socket is listening at \(address.location)")
    }
    // libzmq takes the name `*` literally, and puts the socket of the path `*` into the current folder.
    let chosen = address.withChosenLocation
    try socket.call(zmq_bind, chosen)
    if chosen.scheme == "ipc", address.isWildcard { socket.chosenPaths.append(chosen.location) }
    return try socket.lastEndpoint()
  }

  /// `zmq_unbind`. libzmq closes the listener in the background, so the address may be in use for a moment longer.
  public static func unbind(
    _ socket: inout SocketHandle, from address: Address
  ) throws(TransportFailure) {
    try socket.call(zmq_unbind, address)
  }

  /// `zmq_connect`.
  public static func connect(
    _ socket: inout SocketHandle, to address: Address
  ) throws(TransportFailure) {
    try socket.call(zmq_connect, address)
  }

  /// `zmq_disconnect`.
  public static func disconnect(
    _ socket: inout SocketHandle, from address: Address
  ) throws(TransportFailure) {
    try socket.call(zmq_disconnect, address)
  }

  /// `ZMQ_SUBSCRIBE`: the publisher filters.
  public static func subscribe(
    _ socket: inout SocketHandle, to prefix: UnsafeRawBufferPointer
  ) throws(TransportFailure) {
    try socket.set(ZMQ_SUBSCRIBE, bytes: prefix)
  }

  /// `ZMQ_UNSUBSCRIBE`.
  public static func unsubscribe(
    _ socket: inout SocketHandle, from prefix: UnsafeRawBufferPointer
  ) throws(TransportFailure) {
    try socket.set(ZMQ_UNSUBSCRIBE, bytes: prefix)
  }
}

extension ZeroMQ.SocketHandle {
  fileprivate typealias AddressCall = (UnsafeMutableRawPointer?, UnsafePointer<CChar>?) -> Int32

  fileprivate func call(_ function: AddressCall, _ address: Address) throws(TransportFailure) {
    while function(pointer, address.description) != 0 {
      let number = zmq_errno()
      guard number == EINTR else { throw TransportFailure(number, of: ZeroMQ.self).ofAddress }
    }
  }

  fileprivate func lastEndpoint() throws(TransportFailure) -> String {
    // Longer than any address that binding accepts: paths end at 108 bytes, host names at 255.
    try text(of: ZMQ_LAST_ENDPOINT, capacity: 1_024)
  }
}
