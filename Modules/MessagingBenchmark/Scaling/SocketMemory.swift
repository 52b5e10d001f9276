import CBenchmarkSupport

/// The memory that a connected socket takes while it is idle, with what its peer has for it. The kernel's is not counted.
public struct SocketMemory: Codable, Hashable, Sendable {
  /// How many bytes are allocated; `nil` where the C library does not tell.
  public var bytesInUse: Double?
  /// How many bytes more of the process are in memory; `nil` where the system does not tell.
  public var residentBytes: Double?
}

extension SocketMemory {
  /// What the whole process has now.
  static var ofProcess: SocketMemory {
    let resident = benchmark_resident_bytes()
    return SocketMemory(
      bytesInUse: benchmark_gauges_memory() ? Double(benchmark_bytes_in_use()) : nil,
      residentBytes: resident > 0 ? Double(resident) : nil)
  }

  /// What was added since, divided among sockets.
  func growth(since earlier: SocketMemory, perEachOf count: Int) -> SocketMemory {
    func share(_ now: Double?, _ then: Double?) -> Double? {
      guard let now, let then else { return nil }
      return (now - then) / Double(count)
    }
    return SocketMemory(
      bytesInUse: share(bytesInUse, earlier.bytesInUse),
      residentBytes: share(residentBytes, earlier.residentBytes))
  }
}
