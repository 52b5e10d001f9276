import CZeroMQ
public import Messaging
import POSIXSupport

extension ZeroMQ {
  /// `zmq_bind`, and `ZMQ_LAST_ENDPOINT` for the address really bound.
  public static func bind(
    _ socket: inout SocketHandle, to address: Address
  ) throws(TransportFailure) -> String {
    // libzmq takes the name `*` literally, and puts the socket of the path `*` into the current folder.
    let chosen = address.withChosenLocation
    let listener = try socket.givenListener(for: chosen)
    switch chosen.scheme {
    case "inproc":
      guard !socket.abandonedNames.contains(chosen.location) else {
        throw TransportFailure(.invalidState, "the socket was connected to it while nobody was bound to it")
      }
      let handle = socket
      try handle.context.names.bind(to: chosen.location) { () throws(TransportFailure) in
        try handle.call(zmq_bind, chosen)
      }
      socket.boundNames.append(chosen.location)
    case "ipc" where listener == nil:
      try Descriptors.require(descriptorsOfEndpoint)
      let handle = socket
      // libzmq takes over the path of a listener that is alive, and deletes whatever else is there.
      try UnixSocket.withFreePath(chosen.location) { () throws(TransportFailure) in
        try handle.call(zmq_bind, chosen)
      }
      if address.isWildcard { socket.chosenPaths.append(chosen.location) }
    default:
      try Multicast.require(chosen)
      // Without one, looking for an interface of the address's name ends the process (`ip_resolver.cpp`).
      try Descriptors.require(descriptorsOfEndpoint)
      try socket.call(zmq_bind, chosen)
    }
    // The library would listen with it again, which ends the process (`epoll.cpp`).
    if listener != nil { try socket.set(ZMQ_USE_FD, Int32(-1)) }
    return try socket.lastEndpoint()
  }

  /// `zmq_unbind`. libzmq closes the listener in the background, so the address may be in use for a moment longer.
  public static func unbind(
    _ socket: inout SocketHandle, from address: Address
  ) throws(TransportFailure) {
    if address.scheme == "inproc" { socket.context.names.willUnbind([address.location]) }
    try socket.call(zmq_unbind, address)
    socket.boundNames.removeAll { address.scheme == "inproc" && $0 == address.location }
  }

  /// `zmq_connect`.
  public static func connect(
    _ socket: inout SocketHandle, to address: Address
  ) throws(TransportFailure) {
    let handle = socket
    guard address.scheme != "inproc" else {
      return try handle.context.names.connect(to: address.location) { () throws(TransportFailure) in
        try handle.call(zmq_connect, address)
      }
    }
    try Multicast.require(address)
    // The library would try again and again, and end the process where it looks for an interface to connect from.
    try Descriptors.require(descriptorsOfEndpoint)
    try handle.call(zmq_connect, address)
  }

  /// `zmq_disconnect`.
  public static func disconnect(
    _ socket: inout SocketHandle, from address: Address
  ) throws(TransportFailure) {
    let isAwaited = address.scheme == "inproc" && socket.context.names.isAwaited(address.location)
    try socket.call(zmq_disconnect, address)
    if isAwaited { socket.abandonedNames.insert(address.location) }
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

  /// One to listen or connect with, and one to look up a name or an interface with.
  private static let descriptorsOfEndpoint = 2
}

extension ZeroMQ.SocketHandle {
  fileprivate typealias AddressCall = (UnsafeMutableRawPointer?, UnsafePointer<CChar>?) -> Int32

  fileprivate func call(_ function: AddressCall, _ address: Address) throws(TransportFailure) {
    try context.requireOwn()
    while function(pointer, address.description) != 0 {
      let number = zmq_errno()
      guard number == EINTR else { throw TransportFailure(number, of: ZeroMQ.self).ofAddress }
    }
  }

  /// The descriptor that `ZMQ_USE_FD` says to listen with; `nil` without one. The library asserts that it can.
  fileprivate func givenListener(for address: Address) throws(TransportFailure) -> Int32? {
    let descriptor: Int32 = try value(of: ZMQ_USE_FD)
    guard descriptor >= 0, address.scheme != "inproc" else { return nil }
    guard Descriptors.isListening(descriptor), Descriptors.isLocal(descriptor) == (address.scheme == "ipc")
    else {
      throw TransportFailure(
        .invalidArgument, "ZMQ_USE_FD is \(descriptor), which does not listen for \(address.scheme)")
    }
    return descriptor
  }

  fileprivate func lastEndpoint() throws(TransportFailure) -> String {
    // Longer than any address that binding accepts: paths end at 108 bytes, host names at 255.
    try text(of: ZMQ_LAST_ENDPOINT, capacity: 1_024)
  }
}
