internal import InProcessTransport
public import Messaging

extension FaultyInProcess {
  /// As ``/InProcessTransport/InProcess/bind(_:to:)``.
  public static func bind(
    _ socket: inout SocketHandle, to address: Address
  ) throws(TransportFailure) -> String {
    try socket.socket.withLock { socket throws(TransportFailure) in
      let bound = try InProcess.bind(&socket.base, to: address)
      socket.sends.addresses.append(bound)
      return bound
    }
  }

  /// As ``/InProcessTransport/InProcess/unbind(_:from:)``.
  public static func unbind(
    _ socket: inout SocketHandle, from address: Address
  ) throws(TransportFailure) {
    try socket.socket.withLock { socket throws(TransportFailure) in
      try InProcess.unbind(&socket.base, from: address)
      socket.sends.removeAddress(address.description)
    }
  }

  /// As ``/InProcessTransport/InProcess/connect(_:to:)``.
  public static func connect(
    _ socket: inout SocketHandle, to address: Address
  ) throws(TransportFailure) {
    try socket.socket.withLock { socket throws(TransportFailure) in
      try InProcess.connect(&socket.base, to: address)
      socket.sends.addresses.append(address.description)
    }
  }

  /// As ``/InProcessTransport/InProcess/disconnect(_:from:)``.
  public static func disconnect(
    _ socket: inout SocketHandle, from address: Address
  ) throws(TransportFailure) {
    try socket.socket.withLock { socket throws(TransportFailure) in
      try InProcess.disconnect(&socket.base, from: address)
      socket.sends.removeAddress(address.description)
    }
  }

  /// As ``/InProcessTransport/InProcess/subscribe(_:to:)``.
  public static func subscribe(
    _ socket: inout SocketHandle, to prefix: UnsafeRawBufferPointer
  ) throws(TransportFailure) {
    try socket.socket.withLock { socket throws(TransportFailure) in
      try InProcess.subscribe(&socket.base, to: prefix)
    }
  }

  /// As ``/InProcessTransport/InProcess/unsubscribe(_:from:)``.
  public static func unsubscribe(
    _ socket: inout SocketHandle, from prefix: UnsafeRawBufferPointer
  ) throws(TransportFailure) {
    try socket.socket.withLock { socket throws(TransportFailure) in
      try InProcess.unsubscribe(&socket.base, from: prefix)
    }
  }
}
