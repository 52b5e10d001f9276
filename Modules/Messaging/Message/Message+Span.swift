/// A transport whose messages never keep their bytes inside their own storage, so that the bytes stay where
/// they are when the message moves.
///
/// libzmq is not one: it keeps small messages inside `zmq_msg_t`. There, and in code for any transport,
/// use ``Message/withBytes(_:)``.
public protocol StableBytesTransport: Transport {}

extension Message where T: StableBytesTransport {
  /// The bytes in place, for as long as the message is neither changed nor consumed.
  public var bytes: RawSpan {
    @_lifetime(borrow self)
    @inlinable
    borrowing get {
      // The bytes are outside the storage, so the address holds although the pointer to the storage does not.
      let start = withUnsafePointer(to: storage) { T.baseAddress(of: $0) }
      let span = UnsafeRawBufferPointer(start: start, count: size).bytes
      return _overrideLifetime(span, borrowing: self)
    }
  }

  /// The bytes in place, to change them, for as long as the message is not consumed. Shared bytes are copied
  /// first, as in ``withMutableBytes(_:)``.
  public var mutableBytes: MutableRawSpan {
    @_lifetime(&self)
    @inlinable
    mutating get {
      let bytes = withUnsafeMutableBytes { $0 }
      return _overrideLifetime(bytes.mutableBytes, mutating: &self)
    }
  }
}
