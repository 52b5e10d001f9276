import Messaging
import Synchronization

extension Reference {
  func open(
    _ pattern: Pattern<Reference>, options: SocketOptions
  ) throws(TransportFailure) -> SocketHandle {
    guard Reference.patterns.contains(pattern) || fault == .opensWhatItLacks else {
      throw TransportFailure(.unsupported, "there is no pattern \(pattern)")
    }
    let identifier = state.withLock { state -> Int? in
      state.isShutDown ? nil : state.open(pattern.name, options: options)
    }
    guard let identifier else { throw TransportFailure(.closed, "the transport was shut down") }
    return SocketHandle(reference: self, identifier: identifier)
  }

  func shutdown() {
    if fault != .ignoresShutdown { state.withLock { $0.isShutDown = true } }
  }

  static func close(_ socket: inout SocketHandle) {
    socket.reference.state.withLock { $0.close(socket.identifier) }
  }

  static func bind(
    _ socket: inout SocketHandle, to address: Address
  ) throws(TransportFailure) -> String {
    if socket.reference.fault != .opensWhatItLacks { try check(address) }
    let identifier = socket.identifier
    return try socket.reference.change { state throws(TransportFailure) in
      try state.bind(identifier, to: address)
    }
  }

  static func unbind(
    _ socket: inout SocketHandle, from address: Address
  ) throws(TransportFailure) {
    let identifier = socket.identifier
    try socket.reference.change { state throws(TransportFailure) in
      try state.unbind(identifier, from: address.description)
    }
  }

  static func connect(
    _ socket: inout SocketHandle, to address: Address
  ) throws(TransportFailure) {
    try check(address)
    let identifier = socket.identifier
    try socket.reference.change { state throws(TransportFailure) in
      state.connect(identifier, to: address.description)
    }
  }

  static func disconnect(
    _ socket: inout SocketHandle, from address: Address
  ) throws(TransportFailure) {
    let identifier = socket.identifier
    try socket.reference.change { state throws(TransportFailure) in
      try state.disconnect(identifier, from: address.description)
    }
  }

  static func subscribe(
    _ socket: inout SocketHandle, to prefix: UnsafeRawBufferPointer
  ) throws(TransportFailure) {
    let (identifier, prefix) = (socket.identifier, Array(prefix))
    try socket.reference.change { state throws(TransportFailure) in
      state.members[identifier]?.subscriptions.append(prefix)
    }
  }

  static func unsubscribe(
    _ socket: inout SocketHandle, from prefix: UnsafeRawBufferPointer
  ) throws(TransportFailure) {
    let (identifier, prefix) = (socket.identifier, Array(prefix))
    try socket.reference.change { state throws(TransportFailure) in
      let place = state.members[identifier]?.subscriptions.firstIndex(of: prefix)
      if let place { state.members[identifier]?.subscriptions.remove(at: place) }
    }
  }

  private static func check(_ address: Address) throws(TransportFailure) {
    guard address.scheme == "inproc", address.location.utf8.count <= 100 else {
      throw TransportFailure(.invalidAddress, "an address is inproc:// and a name of up to 100 bytes")
    }
  }

  private func change<Result>(
    _ body: (inout Switchboard) throws(TransportFailure) -> sending Result
  ) throws(TransportFailure) -> sending Result {
    try state.withLock { state throws(TransportFailure) in
      guard !state.isShutDown else {
        throw TransportFailure(.closed, "the transport was shut down")
      }
      return try body(&state)
    }
  }
}
