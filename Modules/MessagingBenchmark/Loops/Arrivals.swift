public import CBenchmarkSupport

/// Which messages of a batch have arrived, where no order can be relied upon.
///
/// Each message has a bit. When as many have arrived as the batch has, none of them twice and none from elsewhere, then all
/// have arrived.
@usableFromInline
struct Arrivals: ~Copyable {
  @usableFromInline
  let batch: Batch
  @usableFromInline
  let bits: UnsafeMutablePointer<UInt64>

  @usableFromInline
  init(_ batch: Batch) {
    self.batch = batch
    let words = (batch.numbers.count + 63) / 64
    bits = .allocate(capacity: words)
    bits.initialize(repeating: 0, count: words)
  }

  @inlinable
  deinit { bits.deallocate() }

  /// Makes sure that the message in the batch's memory is one of the batch that has not arrived before.
  ///
  /// - Parameter count: The message's size.
  @inlinable
  func note(count: Int) throws(DeliveryError) {
    let bytes = UnsafeRawPointer(batch.scratch.baseAddress)
    let number = benchmark_sequence(bytes)
    try batch.check(bytes, count: count, number: number)
    let place = number &- batch.numbers.lowerBound
    guard place < UInt64(batch.numbers.count) else { throw .unexpected(number: number) }
    let word = bits + Int(place / 64)
    let bit = (1 as UInt64) << (place % 64)
    guard word.pointee & bit == 0 else { throw .repeated(number: number) }
    word.pointee |= bit
  }
}
