#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Which messages a subscriber wants, by their first bytes.
struct PrefixFilter {
  // Sorted by bytes, and none is a prefix of another. So every prefix between one that a message starts with
  // and the message itself would start with that one, which cannot be: the only candidate for a message is the
  // greatest prefix that is not greater than it.
  private let prefixes: [[UInt8]]

  /// A filter that lets nothing through.
  init() { prefixes = [] }

  /// A filter that lets messages through that start with any of `prefixes`.
  init(_ prefixes: some Sequence<[UInt8]>) {
    var minimal: [[UInt8]] = []
    for prefix in prefixes.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
      if let last = minimal.last, prefix.starts(with: last) { continue }
      minimal.append(prefix)
    }
    self.prefixes = minimal
  }

  /// Whether the message is wanted.
  ///
  /// - Complexity: O(log n) comparisons for n prefixes.
  func matches(_ message: UnsafeRawBufferPointer) -> Bool {
    var low = 0
    var high = prefixes.count
    while low < high {
      let middle = (low + high) / 2
      if Self.order(prefixes[middle], message) > 0 { high = middle } else { low = middle + 1 }
    }
    return low > 0 && Self.isPrefix(prefixes[low - 1], of: message)
  }

  private static func order(_ prefix: [UInt8], _ message: UnsafeRawBufferPointer) -> Int {
    let order = compare(prefix, message, count: min(prefix.count, message.count))
    return order == 0 ? prefix.count - message.count : order
  }

  private static func isPrefix(_ prefix: [UInt8], of message: UnsafeRawBufferPointer) -> Bool {
    prefix.count <= message.count && compare(prefix, message, count: prefix.count) == 0
  }

  private static func compare(
    _ prefix: [UInt8], _ message: UnsafeRawBufferPointer, count: Int
  ) -> Int {
    guard count > 0 else { return 0 }
    return prefix.withUnsafeBytes { Int(memcmp($0.baseAddress!, message.baseAddress!, count)) }
  }
}
