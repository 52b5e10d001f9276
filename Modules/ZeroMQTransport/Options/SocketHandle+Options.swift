import CZeroMQ
import Messaging
import POSIXSupport

// The one place that calls `zmq_setsockopt` and `zmq_getsockopt`.
extension ZeroMQ.SocketHandle {
  /// Sets an option that is a number.
  func set<Value: BitwiseCopyable>(_ option: Int32, _ value: Value) throws(TransportFailure) {
    let failure = withUnsafeBytes(of: value) { bytes in self.failure(ofSetting: option, bytes) }
    if let failure { throw failure }
  }

  /// Sets an option that is bytes.
  func set(_ option: Int32, bytes: UnsafeRawBufferPointer) throws(TransportFailure) {
    if let failure = failure(ofSetting: option, bytes) { throw failure }
  }

  /// Sets an option that is bytes.
  func set(_ option: Int32, bytes: [UInt8]) throws(TransportFailure) {
    // The library wants no address for no bytes.
    guard !bytes.isEmpty else { return try clear(option) }
    let failure = bytes.withUnsafeBytes { bytes in self.failure(ofSetting: option, bytes) }
    if let failure { throw failure }
  }

  /// Sets an option that is bytes to none.
  func clear(_ option: Int32) throws(TransportFailure) {
    try set(option, bytes: UnsafeRawBufferPointer(start: nil, count: 0))
  }

  /// The value of an option that is a number.
  func value<Value: BitwiseCopyable & FixedWidthInteger>(of option: Int32) throws(TransportFailure) -> Value {
    try context.requireOwn()
    var value: Value = 0
    var size = MemoryLayout<Value>.size
    while zmq_getsockopt(pointer, option, &value, &size) != 0 {
      let number = zmq_errno()
      guard number == EINTR else { throw TransportFailure(number, of: ZeroMQ.self) }
    }
    return value
  }

  /// The value of an option that is bytes, of which there are at most `capacity`.
  func bytes(of option: Int32, capacity: Int) throws(TransportFailure) -> [UInt8] {
    try context.requireOwn()
    var status: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
      count = capacity
      status = zmq_getsockopt(pointer, option, buffer.baseAddress, &count)
      if status != 0 { count = 0 }
    }
    guard status == 0 else { throw TransportFailure(zmq_errno(), of: ZeroMQ.self) }
    return bytes
  }

  /// The value of an option that is text, of which there are at most `capacity` bytes, with the NUL at its end.
  func text(of option: Int32, capacity: Int) throws(TransportFailure) -> String {
    String(decoding: try bytes(of: option, capacity: capacity).prefix { $0 != 0 }, as: UTF8.self)
  }

  private func failure(ofSetting option: Int32, _ bytes: UnsafeRawBufferPointer) -> TransportFailure? {
    if context.isInherited { return TransportFailure(ZeroMQ.inherited, of: ZeroMQ.self) }
    guard zmq_setsockopt(pointer, option, bytes.baseAddress, bytes.count) != 0 else { return nil }
    return TransportFailure(zmq_errno(), of: ZeroMQ.self)
  }
}
