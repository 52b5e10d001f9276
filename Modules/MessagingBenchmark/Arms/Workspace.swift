/// The memory of one end of an arm: what it sends from and receives into, and the times it takes.
final class Workspace {
  let size: Int
  private let isTimed: Bool
  private let scratch: UnsafeMutableRawBufferPointer
  private var capacity = UnsafeMutableBufferPointer<UInt64>(start: nil, count: 0)

  /// The times of the last batch.
  private(set) var durations = UnsafeBufferPointer<UInt64>(start: nil, count: 0)

  init(size: Int, isTimed: Bool) {
    self.size = size
    self.isTimed = isTimed
    scratch = .allocate(byteCount: size, alignment: 64)
    scratch.initializeMemory(as: UInt8.self, repeating: 0xA5)
  }

  deinit {
    scratch.deallocate()
    capacity.deallocate()
  }

  /// A batch over this memory, valid until the next one is made.
  func batch(_ numbers: Range<UInt64>) -> Batch {
    guard isTimed else {
      return Batch(
        numbers: numbers, size: size, scratch: scratch,
        durations: UnsafeMutableBufferPointer(start: nil, count: 0))
    }
    if capacity.count < numbers.count {
      capacity.deallocate()
      capacity = .allocate(capacity: numbers.count)
      capacity.initialize(repeating: 0)
    }
    let times = UnsafeMutableBufferPointer(rebasing: capacity[..<numbers.count])
    durations = UnsafeBufferPointer(times)
    return Batch(numbers: numbers, size: size, scratch: scratch, durations: times)
  }
}
