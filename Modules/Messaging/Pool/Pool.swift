/// Buffers for messages, used again and again, so that a message costs no allocation.
///
///     var pool = try Pool(transport)
///     let message = try pool.rent(copying: bytes)
///     try push.send(message)                        // the buffer comes back by itself
///
/// A rented ``Message`` is like any other: it is filled, sent, dropped, and moved between threads. Its buffer goes back
/// to the pool when the message is dropped unsent, when the library has copied the bytes, or when the library is done with
/// them, from whatever thread that is.
///
/// **Invariant:** `free + returning + outstanding == allocated`, and `allocated` is within
/// ``PoolOptions/maximumCount`` and ``PoolOptions/maximumBytes``, at all times. Only renting allocates, and one place at
/// a time rents, so no storm of returns can exceed the limits.
///
/// **Threads:** renting needs the pool exclusively; it may move between threads and tasks. Returning works from any thread.
/// It is cheapest from the thread that rents: no atomic operation at all. A pool in the hands of a new thread notices, and
/// settles there once a thousand rents have paid for the move. For several renting threads there is ``SharedPool``.
///
/// **When it is full:** buffers of other sizes that nobody uses make room. If that is not enough, the message is an
/// ordinary one of the library's, counted as ``PoolStatistics/rejected``. Renting does not fail for the limits.
///
/// **Sending:** below ``PoolOptions/crossover`` the library copies the bytes, and the buffer is back before `send`
/// returns. From there on the buffer itself is handed over where the transport can do that.
///
/// **When the pool ends** first, messages stay valid; their buffers are freed as they come back.
///
/// **When not to pool:** see <doc:Pooling>. A message that is received and dropped
/// at once needs no pool on any transport, nor does one whose bytes lie in an array already: send those with
/// ``Socket/send(copying:deadline:)-(UnsafeRawBufferPointer,_)``.
public struct Pool<T: Transport>: ~Copyable {
  @usableFromInline
  let core: UnsafeMutablePointer<PoolCore>

  /// As `core.pointee.lists`.
  @usableFromInline
  let lists: UnsafeMutablePointer<OwnerFreeList.Storage>

  /// The lists' bias, 0 for none.
  @usableFromInline
  var bias: UInt = 0

  /// How many messages were rented.
  @usableFromInline
  var rents = 0

  /// The other counts, as far as they are not found by counting.
  var statistic = PoolStatistics()

  /// The limits.
  public let options: PoolOptions

  /// Where messages are received whose bytes are then copied.
  @usableFromInline
  package var arrival = Message<T>()

  var residence: Residence

  /// Headers of buffers whose bytes were detached, linked.
  var blanks: PooledBuffer?

  /// Where the buffers that were rented at least once were rented last, by address.
  var places: [UnsafeMutableRawPointer: PoolLeaks.Place] = [:]

  /// A pool without buffers.
  ///
  /// - Parameters:
  ///   - transport: The transport of its messages. The pool works with all sockets of that type.
  ///   - options: The limits.
  /// - Throws: ``MessagingError`` with ``MessagingError/Code/invalidArgument`` for options out of range, and
  ///   ``MessagingError/Code/outOfResources`` when there is no memory (`ENOMEM`).
  public init(_ transport: T, options: PoolOptions = PoolOptions()) throws(MessagingError) {
    try self.init(options: options, isBiased: true)
  }

  /// - Parameter isBiased: Whether a thread may be preferred.
  init(options: PoolOptions, isBiased: Bool) throws(MessagingError) {
    do throws(TransportFailure) {
      try options.validate()
      let isChecked = options.checksBuffers || options.recordsPlaces
      guard
        let core = PoolCore.make(
          crossover: options.crossover ?? T.crossover, isChecked: isChecked, freeTaken: T.freeMemory)
      else { throw TransportFailure(.outOfResources, "no memory for a pool") }
      self.core = core
      self.lists = core.pointee.lists
      self.options = options
      self.residence = Residence(isBiased: isBiased && !isChecked && MemoryBarrier.isAsymmetric)
    } catch {
      throw MessagingError(error, during: .makePool, of: T.name)
    }
  }

  deinit {
    var (bias, blanks) = (bias, blanks)
    Self.giveUpBias(of: core, &bias)
    while let blank = blanks {
      blanks = blank.header.pointee.link.map(PooledBuffer.init(opaque:))
      core.pointee.discard(blank.opaque)
    }
    PoolCore.close(core)
  }

  /// Ends the pool.
  ///
  /// - Returns: What is still out. Messages stay valid; their memory is freed as they are dropped or sent.
  @discardableResult
  public consuming func close() -> PoolLeaks { leaks }
}

// Everything but returning needs the pool exclusively; returning is synchronised by the lists.
extension Pool: @unchecked Sendable {}
