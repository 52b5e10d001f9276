#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The bytes of a numbered message: its number, where there is room for it, then noise that depends on the
/// number. A lost, repeated, cut or altered message does not look like another.
package struct Payload {
  package let number: Int

  package init(_ number: Int) { self.number = number }

  /// The size from which on a message carries its number.
  package static let numberedSize = MemoryLayout<Int>.size

  /// A message's number; -1 when it is too short to have one.
  package static func number(of bytes: UnsafeRawBufferPointer) -> Int {
    bytes.count < numberedSize ? -1 : bytes.loadUnaligned(as: Int.self)
  }

  package func write(to buffer: UnsafeMutableRawBufferPointer) {
    withNoise(of: buffer.count) { buffer.copyMemory(from: $0) }
    if buffer.count >= Self.numberedSize { buffer.storeBytes(of: number, as: Int.self) }
  }

  package func bytes(size: Int) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      write(to: UnsafeMutableRawBufferPointer(start: buffer.baseAddress, count: size))
      count = size
    }
  }

  /// Checks that `bytes` are this message's.
  package func check(_ bytes: UnsafeRawBufferPointer, size: Int) throws {
    guard bytes.count == size else {
      throw Finding(
        expected: "message \(number) of \(size) bytes",
        seen: "message \(Self.number(of: bytes)) of \(bytes.count) bytes")
    }
    let start = size >= Self.numberedSize ? Self.numberedSize : 0
    guard start == 0 || Self.number(of: bytes) == number else {
      throw Finding(
        expected: "message \(number) of \(size) bytes", seen: "message \(Self.number(of: bytes))")
    }
    try withNoise(of: size) { noise in
      guard size > start, let left = bytes.baseAddress, let right = noise.baseAddress else { return }
      guard memcmp(left + start, right + start, size - start) != 0 else { return }
      let place = (start..<size).first { bytes[$0] != noise[$0] } ?? start
      throw Finding(
        expected: "message \(number) of \(size) bytes unaltered",
        seen: "\(bytes[place]) instead of \(noise[place]) at byte \(place)")
    }
  }

  private func withNoise(of size: Int, _ body: (UnsafeRawBufferPointer) throws -> Void) rethrows {
    let start = Int((UInt(bitPattern: number) &* 0x9E37) % 4_093)
    try Self.noise.withUnsafeBytes { noise in
      try body(UnsafeRawBufferPointer(rebasing: noise[start..<start + size]))
    }
  }

  /// Bytes without a period, enough for the largest message at any start.
  private static let noise: [UInt64] = {
    var state: UInt64 = 0x2545_F491_4F6C_DD1D
    return (0..<(3 << 20) / MemoryLayout<UInt64>.size).map { _ in
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return state
    }
  }()
}
