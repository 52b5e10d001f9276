import CNanomsg
public import Messaging
import POSIXSupport

extension Nanomsg {
  /// `nn_bind`. A wildcard is replaced first, since the library has none.
  ///
  /// A `ws` address has no path here: peers may connect to any.
  public static func bind(
    _ socket: inout SocketHandle, to address: Address
  ) throws(TransportFailure) -> String {
    guard let host = address.hostOfWildcardPort else {
      let address = address.withChosenLocation
      try socket.add(nn_bind, address)
      return address.description
    }
    // nanomsg cannot choose a port. One that was free may be taken before the library gets it.
    var attempts = 100
    while true {
      let address = Address(scheme: address.scheme, location: "\(host):\(try UnusedPort.find())")
      do {
        try socket.add(nn_bind, address)
        return address.description
      } catch {
        attempts -= 1
        guard error.code == .addressInUse, attempts > 0 else { throw error }
      }
    }
  }

  /// `nn_shutdown` of the endpoint.
  public static func unbind(
    _ socket: inout SocketHandle, from address: Address
  ) throws(TransportFailure) {
    try socket.remove(address)
  }

  /// `nn_connect`.
  public static func connect(
    _ socket: inout SocketHandle, to address: Address
  ) throws(TransportFailure) {
    try socket.add(nn_connect, address, connecting: true)
  }

  /// `nn_shutdown` of the endpoint.
  public static func disconnect(
    _ socket: inout SocketHandle, from address: Address
  ) throws(TransportFailure) {
    try socket.remove(address)
  }

  /// `NN_SUB_SUBSCRIBE`: the subscriber filters, so all messages cross the wire.
  public static func subscribe(
    _ socket: inout SocketHandle, to prefix: UnsafeRawBufferPointer
  ) throws(TransportFailure) {
    try socket.set(NN_SUB_SUBSCRIBE, prefix)
  }

  /// `NN_SUB_UNSUBSCRIBE`.
  public static func unsubscribe(
    _ socket: inout SocketHandle, from prefix: UnsafeRawBufferPointer
  ) throws(TransportFailure) {
    try socket.set(NN_SUB_UNSUBSCRIBE, prefix)
  }
}

extension Nanomsg.SocketHandle {
  fileprivate typealias AddressCall = (Int32, UnsafePointer<CChar>?) -> Int32

  fileprivate mutating func add(
    _ function: AddressCall, _ address: Address, connecting: Bool = false
  ) throws(TransportFailure) {
    try context.requireOpen()
    try address.checkForNanomsg()
    if type.isPair, !endpoints.isEmpty, ([address] + endpoints.map(\.address)).contains(where: \.isInproc) {
      throw TransportFailure(.addressInUse, "a pair socket of nanomsg has one endpoint if that is inproc")
    }
    if !address.isInproc {
      // One to listen or connect with, and one to look who is there with; without, it would try again and again.
      try Descriptors.require(2)
    }
    if connecting {
      try address.checkRoute(usual: Nanomsg.number(NN_IPV4ONLY, of: number) == 0 ? .ipv6 : .ipv4)
    }
    // The library asserts that there are threads to look a name up (`dns_getaddrinfo_a.inc`).
    if connecting, address.namesHost { try ThreadSupply.require(2) }
    let isClaimed = type.isPair && connecting && address.isInproc
    if isClaimed { try InprocPairs.claim(address.location) }
    do throws(TransportFailure) {
      let endpoint: Int32
      if address.scheme == "ipc", !connecting {
        let handle = self
        endpoint = try UnixSocket.withFreePath(address.location) { () throws(TransportFailure) in
          try handle.call(function, address)
        }
      } else {
        endpoint = try call(function, address)
      }
      endpoints.append(
        Endpoint(address: address, number: endpoint, isClaimed: isClaimed, isBound: !connecting))
    } catch {
      if isClaimed { InprocPairs.release(address.location) }
      throw error
    }
  }

  private func call(_ function: AddressCall, _ address: Address) throws(TransportFailure) -> Int32 {
    while true {
      let endpoint = function(number, address.description)
      if endpoint >= 0 { return endpoint }
      let number = nn_errno()
      guard number == EINTR else { throw TransportFailure(number, of: Nanomsg.self).ofAddress }
    }
  }

  fileprivate mutating func remove(_ address: Address) throws(TransportFailure) {
    guard let index = endpoints.firstIndex(where: { $0.address == address }) else {
      throw TransportFailure(
        .addressNotAvailable, "the socket is neither bound nor connected to this address")
    }
    try context.requireOpen()
    let status = endpoints[index].removePath()
    guard status == 0 else { throw TransportFailure(status, of: Nanomsg.self) }
    while nn_shutdown(number, endpoints[index].number) != 0 {
      let number = nn_errno()
      guard number == EINTR else { throw TransportFailure(number, of: Nanomsg.self) }
    }
    if endpoints.remove(at: index).isClaimed { InprocPairs.release(address.location) }
  }

  fileprivate func set(
    _ option: Int32, _ bytes: UnsafeRawBufferPointer
  ) throws(TransportFailure) {
    try context.requireOpen()
    // The library wants an address also for no bytes.
    var none: UInt8 = 0
    let status = withUnsafePointer(to: &none) {
      nn_setsockopt(number, NN_PROTOCOL_SUB, option, bytes.baseAddress ?? UnsafeRawPointer($0), bytes.count)
    }
    guard status == 0 else { throw TransportFailure(nn_errno(), of: Nanomsg.self) }
  }
}

extension Address {
  fileprivate var isInproc: Bool { scheme == "inproc" }
}
