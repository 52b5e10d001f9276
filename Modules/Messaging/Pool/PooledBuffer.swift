internal import Synchronization

/// A buffer of a pool, on its way between the pool, a message and a library.
///
/// Copying a `PooledBuffer` copies pointers. At any time one place is responsible for the buffer, and either
/// passes it on or calls ``giveBack()``, once. Applications never see one: a rented ``Message`` holds it.
@frozen
public struct PooledBuffer: @unchecked Sendable {
  @usableFromInline
  let header: UnsafeMutablePointer<Header>

  /// What is in front of a buffer's bytes.
  @usableFromInline
  struct Header: ~Copyable {
    /// The free list's, while the buffer is in it.
    @usableFromInline
    var link: UnsafeMutableRawPointer?
    /// Where the buffer goes back to. Does not change while it is out.
    @usableFromInline
    var home: OwnerFreeList
    /// The bytes; `nil` when they were detached.
    @usableFromInline
    var bytes: UnsafeMutableRawPointer?
    /// How many bytes there are.
    @usableFromInline
    var capacity: Int
    /// Whether the bytes are a library's, taken out of a message that it received.
    @usableFromInline
    var isTaken: Bool
    /// Where the buffer is, in pools that check.
    let whereabouts = Atomic(Whereabouts.pool)
  }

  /// As `header.pointee.home`. Beside the pointer, so that returning a buffer need not wait for its header.
  @usableFromInline
  let home: OwnerFreeList

  @inlinable
  init(_ node: UnsafeMutableRawPointer, home: OwnerFreeList) {
    header = node.assumingMemoryBound(to: Header.self)
    self.home = home
  }

  /// The buffer that an ``opaque`` pointer stands for.
  @inlinable
  public init(opaque: UnsafeMutableRawPointer) {
    header = opaque.assumingMemoryBound(to: Header.self)
    home = header.pointee.home
  }

  /// The buffer as a pointer, to travel through a C library.
  @inlinable
  public var opaque: UnsafeMutableRawPointer { UnsafeMutableRawPointer(header) }

  /// Where the bytes are. In front of them are ``Transport/lendingPrefix`` bytes for the transport, unless
  /// ``isTaken``.
  @inlinable
  public var bytes: UnsafeMutableRawPointer { header.pointee.bytes.unsafelyUnwrapped }

  /// How many bytes there are.
  @inlinable
  public var capacity: Int { header.pointee.capacity }

  /// Whether the bytes are memory that ``Transport/takeMemory(of:)`` returned.
  @inlinable
  public var isTaken: Bool { header.pointee.isTaken }

  /// Gives the buffer back to its pool, from any thread. The pool may be gone; then the memory is freed.
  ///
  /// - Complexity: O(1). In a pool that checks, O(``capacity``).
  @inlinable
  @inline(__always)
  public func giveBack() { home.push(opaque) }

  /// Takes the bytes out of the pool for good: they are the caller's. The rest is given back.
  ///
  /// - Returns: The bytes. Only for a buffer that ``isTaken``.
  public func detachBytes() -> UnsafeMutableRawPointer {
    precondition(isTaken, "the bytes are the pool's own")
    let bytes = bytes
    forgetBytes()
    giveBack()
    return bytes
  }
}

extension PooledBuffer {
  @inlinable
  var crossover: Int { home.storage.pointee.crossover }

  /// Makes a library's message that has the buffer.
  ///
  /// - Returns: `nil` when the library cannot take it; then it stays the caller's.
  @inlinable
  func lend<T: Transport>(_ count: Int, to transport: T.Type) -> T.MessageStorage? {
    let isChecked = home.storage.pointee.context.unsafelyUnwrapped.pointee.isChecked
    if isChecked { noteLending() }
    if let message = T.makeMessage(lending: self, count: count) { return message }
    if isChecked { noteLendingFailed() }
    return nil
  }

  /// The room for the header, which leaves the bytes on cache lines of their own.
  static var headerSize: Int { 64 }

  /// Frees bytes that were taken over, if they are still there.
  func freeTakenBytes(with free: (UnsafeMutableRawPointer) -> Void) {
    guard isTaken, let bytes = header.pointee.bytes else { return }
    free(bytes)
    forgetBytes()
  }

  private func forgetBytes() {
    header.pointee.bytes = nil
    // Too little for any message, so that renting notices.
    header.pointee.capacity = 0
  }
}
