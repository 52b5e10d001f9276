import CNanomsg
import Messaging
import POSIXSupport
import Synchronization

/// One direction of a device: takes a message from one socket and keeps it until the other one takes it.
struct Lane: ForwardingLane {
  private let source: DeviceEnd
  private let sink: DeviceEnd
  private let limit: Int

  /// The message's body, owned, while it waits to be sent; and its headers.
  private var body: UnsafeMutableRawPointer?
  private var bodySize = 0
  private let headers: UnsafeMutableRawBufferPointer
  private var headerSize = 0

  /// Room for the header of a message that passed the most devices, 256 of 4 bytes, and what describes it.
  private static let headerCapacity = 2_048

  init(from source: DeviceEnd, to sink: DeviceEnd, limit: Int) {
    self.source = source
    self.sink = sink
    self.limit = limit
    headers = .allocate(byteCount: Self.headerCapacity, alignment: MemoryLayout<nn_cmsghdr>.alignment)
  }

  /// Frees what the lane holds. It is not used again.
  func free() {
    if let body { nn_freemsg(body) }
    headers.deallocate()
  }

  var isHolding: Bool { body != nil }

  /// Readable when ``step()`` has something to do.
  var awaitedDescriptor: Int32 { isHolding ? sink.sendDescriptor : source.receiveDescriptor }

  /// - Throws: ``/Messaging/TransportFailure`` with what the library said. A message that it refused is dropped.
  mutating func step() throws(TransportFailure) -> ForwardingStep {
    // The library does not end with the transport.
    try source.context.requireOpen()
    if !isHolding {
      guard let size = try checked(receive()) else { return .waits }
      bodySize = size
      guard size <= limit else {
        dropMessage()
        return .dropped
      }
    }
    return try checked(send()) == nil ? .waits : .passed(bodySize)
  }

  /// - Returns: The library's answer; `nil` when the call has to wait, or was interrupted.
  private mutating func checked(_ result: Int32) throws(TransportFailure) -> Int? {
    guard result < 0 else { return Int(result) }
    let number = nn_errno()
    guard number != EAGAIN, number != EINTR else { return nil }
    dropMessage()
    throw TransportFailure(number, of: Nanomsg.self)
  }

  private mutating func receive() -> Int32 {
    // The library leaves the headers as they are when there are none.
    headers.storeBytes(of: nn_cmsghdr(), as: nn_cmsghdr.self)
    let result = transfer(headerSize: headers.count) { [source] in nn_recvmsg(source.number, &$0, NN_DONTWAIT)
    }
    guard result >= 0 else { return result }
    // Only the first, the pattern's, goes on. The library does not tell how many others there are.
    headerSize = min(headers.load(as: nn_cmsghdr.self).cmsg_len, headers.count)
    return result
  }

  private mutating func send() -> Int32 {
    let result = transfer(headerSize: headerSize) { [sink] in nn_sendmsg(sink.number, &$0, NN_DONTWAIT) }
    if result >= 0 { body = nil }
    return result
  }

  private mutating func dropMessage() {
    if let body { nn_freemsg(body) }
    body = nil
  }

  /// Calls the library with the body as a whole message, and with a copy of the headers: it frees headers of its own even when it
  /// does not send them.
  private mutating func transfer(
    headerSize: Int, _ call: (inout nn_msghdr) -> Int32
  ) -> Int32 {
    let headers = headerSize > 0 ? headers.baseAddress : nil
    return withUnsafeMutablePointer(to: &body) { body in
      var vector = nn_iovec(iov_base: body, iov_len: Int(bitPattern: UInt.max))
      return withUnsafeMutablePointer(to: &vector) { vector in
        var header = nn_msghdr(
          msg_iov: vector, msg_iovlen: 1, msg_control: headers,
          msg_controllen: headerSize)
        return call(&header)
      }
    }
  }
}
