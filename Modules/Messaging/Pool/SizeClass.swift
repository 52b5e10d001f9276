/// The sizes of a pool's buffers: the powers of two from 64 bytes to 16 MiB.
///
/// A message gets a buffer of the smallest class that it fits into, so at most half of a buffer above 64 bytes is
/// left over.
@usableFromInline
package enum SizeClass {
  @usableFromInline
  package static var count: Int { 19 }

  /// The capacity of the largest class in bytes.
  @usableFromInline
  package static var largestCapacity: Int { 1 << 24 }

  /// The class for a size, which is 1 to ``largestCapacity`` bytes.
  @inlinable
  package static func index(for size: Int) -> Int {
    // The low bits make the smallest class's shift the least that comes out.
    58 &- ((size &- 1) | 63).leadingZeroBitCount
  }

  /// The capacity of a class's buffers in bytes.
  @inlinable
  package static func capacity(of index: Int) -> Int { 64 << index }

  /// Whether messages of this size have a class. Not so for none, for negative sizes and for those above the largest.
  @inlinable
  package static func includes(_ size: Int) -> Bool {
    UInt(bitPattern: size &- 1) < UInt(bitPattern: largestCapacity)
  }
}
