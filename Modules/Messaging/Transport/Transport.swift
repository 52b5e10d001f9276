/// A messaging library, or a replacement for one, underneath ``Socket`` and ``Message``.
///
/// This is the service-provider interface: what `Socket` and `Message` need from a library, as static
/// calls on native handles, so that a loop over `Socket<SomeTransport>` specialises to the same calls a
/// C program would make. Applications use ``Transport/socket(_:options:)`` and ``shutdown()``; the rest is
/// for those who implement a transport.
///
/// What all transports have in common is done once, in `Socket`: retrying interrupted calls, deadlines,
/// the maximum message size, naming the operation and endpoint in errors. A transport reports what
/// its library said and leaves the decision to `Socket`.
///
/// A handle and a message's storage are plain values that `Socket` and `Message` own and never copy, so
/// a transport may treat each as the only reference to what it stands for.
///
/// - Note: A transport is `Sendable`: sockets may be opened on any thread. Each socket and each message
///   is used by one thread at a time; handing one over to another thread synchronises.
public protocol Transport: Sendable {
  /// One message of the library: moved bitwise, released exactly once.
  associatedtype MessageStorage

  /// One open socket of the library: moved bitwise, closed exactly once.
  associatedtype SocketHandle

  /// The short name by which people choose the transport, such as `zmq`.
  static var name: String { get }

  // MARK: What there is

  /// The patterns to send and receive with.
  static var patterns: [Pattern<Self>] { get }

  /// The schemes of the addresses to bind and connect to, such as `tcp`.
  static var schemes: [String] { get }

  /// What it offers besides, in extensions of its own that no protocol tells of. See ``capabilities-type.property``.
  static var features: [TransportCapability] { get }

  // MARK: Sockets

  /// Opens a socket.
  ///
  /// - Throws: ``TransportFailure`` with ``MessagingError/Code/unsupported`` for a pattern the library lacks,
  ///   ``MessagingError/Code/invalidArgument`` for an option it cannot take,
  ///   ``MessagingError/Code/outOfResources`` when descriptors or memory ran out, and
  ///   ``MessagingError/Code/closed`` after ``shutdown()``.
  func open(
    _ pattern: Pattern<Self>, options: SocketOptions
  ) throws(TransportFailure) -> SocketHandle

  /// Wakes every call that waits in a socket of this transport and makes it, and later ones, fail with
  /// ``MessagingError/Code/closed``. A call that need not wait may still succeed for some milliseconds. Sockets still
  /// have to be closed by their owners.
  ///
  /// May be called from any thread, more than once.
  func shutdown()

  /// Closes the socket and gives up the handle. Never waits longer than the socket's linger.
  static func close(_ socket: inout SocketHandle)

  /// Starts accepting peers at an address.
  ///
  /// - Returns: The address really bound: where `address` left the choice of a port, path or name to the
  ///   library with `*`, the one that was chosen.
  static func bind(
    _ socket: inout SocketHandle, to address: Address
  ) throws(TransportFailure) -> String

  /// Stops accepting peers at an address that ``bind(_:to:)`` returned.
  static func unbind(
    _ socket: inout SocketHandle, from address: Address) throws(TransportFailure)

  /// Starts connecting to an address, now and whenever the connection is lost.
  static func connect(
    _ socket: inout SocketHandle, to address: Address) throws(TransportFailure)

  /// Ends the connection to an address that was given to ``connect(_:to:)``.
  static func disconnect(
    _ socket: inout SocketHandle, from address: Address) throws(TransportFailure)

  /// Lets messages through whose first bytes are `prefix`.
  static func subscribe(
    _ socket: inout SocketHandle, to prefix: UnsafeRawBufferPointer) throws(TransportFailure)

  /// Takes back one ``subscribe(_:to:)``.
  static func unsubscribe(
    _ socket: inout SocketHandle, from prefix: UnsafeRawBufferPointer) throws(TransportFailure)

  // MARK: Messages

  /// A message of no bytes. It owns nothing: dropping it without ``release(_:)`` leaks nothing.
  static func makeEmptyMessage() -> MessageStorage

  /// A message of `byteCount` bytes, which is not negative; the bytes are not initialised.
  ///
  /// - Returns: `nil` when there is no memory for it.
  static func makeMessage(byteCount: Int) -> MessageStorage?

  /// Makes a message as ``makeMessage(byteCount:)`` does, where a ``makePlaceholder()`` is. For a large storage, which takes
  /// time to move; others need not have it.
  ///
  /// - Returns: `false` when there is no memory for it; then the placeholder is as it was.
  static func makeMessage(byteCount: Int, in storage: inout MessageStorage) -> Bool

  /// Gives the message's memory back. The storage is not used again.
  static func release(_ message: inout MessageStorage)

  /// Where the message's bytes are, until the storage is moved, changed or released; they may be inside it.
  ///
  /// - Returns: The address, which may be `nil` for an empty message.
  static func baseAddress(
    of message: UnsafePointer<MessageStorage>
  ) -> UnsafeMutableRawPointer?

  /// Makes sure that writing to the message's bytes changes no other message.
  ///
  /// - Returns: `false` when the bytes are shared and there is no memory for a copy.
  static func makeUnique(_ message: inout MessageStorage) -> Bool

  // MARK: Pooling

  /// A value for a message whose bytes are in a pool's buffer. It is not used as a message, and so may be anything that
  /// costs little to make. It owns nothing.
  static func makePlaceholder() -> MessageStorage

  /// The size in bytes from which handing over a pool's buffer is worth more than copying its bytes, unless a
  /// pool's options say otherwise; `Int.max` for never.
  static var crossover: Int { get }

  /// How many bytes in front of those of a pool's buffer are the transport's as long as the buffer is handed over; a
  /// multiple of 16.
  static var lendingPrefix: Int { get }

  /// A message that has a pool's buffer, without copying.
  ///
  /// **Ownership:** the buffer goes over to the message. Whoever releases the message calls ``PooledBuffer/giveBack()``,
  /// once, from any thread.
  ///
  /// - Parameters:
  ///   - buffer: The buffer.
  ///   - count: The message's size in bytes, at least 1.
  /// - Returns: `nil` when that cannot be done; then the buffer is as it was, and the bytes are copied.
  static func makeMessage(lending buffer: PooledBuffer, count: Int) -> MessageStorage?

  /// Whether ``makeMessage(lending:count:)`` takes the pool's own buffers.
  static var handsOverBuffers: Bool { get }

  /// Whether received messages' memory can be kept in a pool and be sent again, by ``takeMemory(of:)``.
  static var givesMemory: Bool { get }

  /// Takes a received message's memory out of it.
  ///
  /// - Returns: Where the message's bytes are, owned by the caller now, with the message left empty; `nil` when that
  ///   cannot be done.
  static func takeMemory(of message: inout MessageStorage) -> UnsafeMutableRawPointer?

  /// Frees what ``takeMemory(of:)`` returned. From any thread.
  @Sendable
  static func freeMemory(_ memory: UnsafeMutableRawPointer)

  // MARK: Transfer

  /// Tries to send a message.
  ///
  /// - Parameters:
  ///   - message: The message.
  ///   - socket: The socket.
  ///   - mayBlock: Whether the library may wait by itself. It need not: would-block is an answer in both cases, after
  ///     which `Socket` calls ``wait(for:on:until:)``.
  /// - Returns: On success a result whose count is not used, with `message` left empty. On failure the
  ///   library's error number, with `message` as it was.
  static func send(
    _ message: inout MessageStorage, on socket: inout SocketHandle, mayBlock: Bool
  ) -> TransferResult

  /// Tries to send a copy of `bytes`. As ``send(_:on:mayBlock:)``.
  static func send(
    copying bytes: UnsafeRawBufferPointer, on socket: inout SocketHandle, mayBlock: Bool
  ) -> TransferResult

  /// Tries to receive into `message`, whose earlier contents are released or reused.
  ///
  /// - Returns: On success the number of bytes. On failure the library's error number, with `message` either
  ///   as it was or empty.
  static func receive(
    into message: inout MessageStorage, on socket: inout SocketHandle, mayBlock: Bool
  ) -> TransferResult

  /// Tries to receive into the caller's memory; what does not fit is lost.
  ///
  /// - Returns: On success the message's full size, also when it exceeds the buffer's. On failure the
  ///   library's error number.
  static func receive(
    into buffer: UnsafeMutableRawBufferPointer, on socket: inout SocketHandle, mayBlock: Bool
  ) -> TransferResult

  /// Waits until a transfer is worth trying, which may be at once. Called for patterns that have the direction.
  ///
  /// - Returns: `true` when the transfer is likely to succeed, `false` when the deadline passed. Either answer may be
  ///   premature: for an interrupted wait, `false` is right.
  /// - Throws: ``TransportFailure`` when waiting cannot succeed: with ``MessagingError/Code/closed`` after ``shutdown()``,
  ///   and with ``MessagingError/Code/invalidState`` when it is not the socket's turn, as far as the library tells.
  static func wait(
    for direction: Direction, on socket: inout SocketHandle, until deadline: Deadline
  ) throws(TransportFailure) -> Bool

  // MARK: Errors

  /// The error number of a transfer that would have to wait, such as `EAGAIN`.
  static var wouldBlock: Int32 { get }

  /// The error number of a call that a signal interrupted, such as `EINTR`; 0 where that cannot be.
  static var interrupted: Int32 { get }

  /// What an error number of the library stands for.
  static func code(for number: Int32) -> MessagingError.Code

  /// The library's text for an error number. Not called for would-block.
  static func describe(_ number: Int32) -> String
}

/// What a transport has that has nothing of its own.
extension Transport {
  /// Those of every transport.
  public static var patterns: [Pattern<Self>] { Pattern.common }

  /// Nothing.
  public static var features: [TransportCapability] { [] }
}

/// What a transport does that has nothing special for pools: their messages are copied when sent.
extension Transport {
  /// An empty message.
  @inlinable
  public static func makePlaceholder() -> MessageStorage { makeEmptyMessage() }

  /// Never.
  @inlinable
  public static var crossover: Int { .max }

  /// None.
  @inlinable
  public static var lendingPrefix: Int { 0 }

  /// Not possible.
  @inlinable
  public static func makeMessage(lending buffer: PooledBuffer, count: Int) -> MessageStorage? { nil }

  /// It does not.
  @inlinable
  public static var handsOverBuffers: Bool { false }

  /// It cannot.
  @inlinable
  public static var givesMemory: Bool { false }

  /// Not possible.
  @inlinable
  public static func takeMemory(of message: inout MessageStorage) -> UnsafeMutableRawPointer? { nil }

  /// There is none.
  @inlinable
  @Sendable
  public static func freeMemory(_ memory: UnsafeMutableRawPointer) {}
}

extension Transport {
  /// Makes it by ``makeMessage(byteCount:)`` and moves it.
  @inlinable
  public static func makeMessage(byteCount: Int, in storage: inout MessageStorage) -> Bool {
    guard let message = makeMessage(byteCount: byteCount) else { return false }
    storage = message
    return true
  }

  /// For libraries whose messages never share bytes.
  @inlinable
  public static func makeUnique(_ message: inout MessageStorage) -> Bool { true }
}
