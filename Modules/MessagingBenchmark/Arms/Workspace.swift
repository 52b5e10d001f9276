import CBenchmarkSupport

/// The memory of one end of an arm: what it sends from and receives into, and what it measures.
final class Workspace {
  let size: Int
  private let isTimed: Bool
  private let scratch: UnsafeMutableRawBufferPointer
  private var capacity = UnsafeMutableBufferPointer<UInt64>(start: nil, count: 0)
  private let bytesInUse: UnsafeMutablePointer<UInt64>

  /// The times of the last batch's messages or round trips in nanoseconds; empty where they are not timed.
  private(set) var durations = UnsafeBufferPointer<UInt64>(start: nil, count: 0)

  /// What delays loops that can be delayed.
  var delay = Delay.none

  /// What loops that send or receive on schedule go by.
  var schedule: Schedule?

  /// Whether loops that keep messages tell how many bytes the process has in use at that time.
  var gaugesMemory = false

  /// What such a loop told.
  var gaugedBytes: Double { Double(bytesInUse.pointee) }

  init(size: Int, isTimed: Bool) {
    self.size = size
    self.isTimed = isTimed
    scratch = .allocate(byteCount: size, alignment: 64)
    scratch.initializeMemory(as: UInt8.self, repeating: 0xA5)
    bytesInUse = .allocate(capacity: 1)
    bytesInUse.initialize(to: 0)
  }

  deinit {
    scratch.deallocate()
    capacity.deallocate()
    bytesInUse.deallocate()
  }

  /// A batch over this memory, valid until the next one is made.
  func batch(_ numbers: Range<UInt64>) -> Batch {
    var times = UnsafeMutableBufferPointer<UInt64>(start: nil, count: 0)
    if isTimed {
      if capacity.count < numbers.count {
        capacity.deallocate()
        capacity = .allocate(capacity: numbers.count)
        capacity.initialize(repeating: 0)
      }
      times = UnsafeMutableBufferPointer(rebasing: capacity[..<numbers.count])
    }
    durations = UnsafeBufferPointer(times)
    return Batch(
      numbers: numbers, size: size, scratch: scratch, durations: times,
      gauge: gaugesMemory ? bytesInUse : nil, schedule: schedule, delay: delay)
  }
}
