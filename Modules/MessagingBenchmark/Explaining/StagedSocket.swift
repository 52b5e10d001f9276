public import Messaging

/// What an end of a pipeline over a transport has. One thread has it, so that no stage pays for a check of that.
public final class StagedSocket<T: Transport> {
  @usableFromInline
  @exclusivity(unchecked)
  var socket: Socket<T>

  @usableFromInline
  @exclusivity(unchecked)
  var pool: Pool<T>

  /// The message that is sent or was received.
  @usableFromInline
  @exclusivity(unchecked)
  var message = Message<T>()

  /// What was made of a received one.
  @usableFromInline
  @exclusivity(unchecked)
  var copy = Message<T>()

  /// The size of what was received into memory.
  @usableFromInline
  @exclusivity(unchecked)
  var received = 0

  /// The memory to send from or to receive into.
  @usableFromInline
  let batch: Batch

  init(_ socket: consuming Socket<T>, _ pool: consuming Pool<T>, _ batch: Batch) {
    self.socket = socket
    self.pool = pool
    self.batch = batch
  }
}
