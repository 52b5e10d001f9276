#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// A generator whose numbers depend on its seed alone: Marsaglia's xorshift, multiplied.
package struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  package init(seed: UInt64) { state = seed == 0 ? 1 : seed }

  package mutating func next() -> UInt64 {
    state ^= state >> 12
    state ^= state << 25
    state ^= state >> 27
    return state &* 0x2545_F491_4F6C_DD1D
  }
}

/// A number that the environment gives.
package func numberFromEnvironment<Number: FixedWidthInteger>(_ name: String) -> Number? {
  getenv(name).flatMap { Number(String(cString: $0)) }
}
