import Messaging
import Synchronization

/// Who has a buffer, written into its first bytes, so that two who have it at once are found. It says nothing
/// about the order of anything, which is up to the pool.
enum Stamp {
  /// The least size of a message that carries one.
  static var size: Int { 16 }

  /// Marks a message as somebody's.
  ///
  /// - Returns: Whether it was nobody's.
  static func claim<T: Transport>(_ message: borrowing Message<T>, for owner: UInt64) -> Bool {
    message.withUnsafeBytes { bytes in
      let isFree = stamp(of: bytes).pointee.exchange(owner, ordering: .relaxed) == 0
      // Not atomic, so that a sanitizer finds it when the owners are not in order.
      body(of: bytes).pointee = owner
      return isFree
    }
  }

  /// Marks a message as nobody's.
  ///
  /// - Returns: Whether it was still that owner's.
  static func release<T: Transport>(_ message: borrowing Message<T>, by owner: UInt64? = nil) -> Bool {
    message.withUnsafeBytes { bytes in
      let owner = owner ?? body(of: bytes).pointee
      let isIntact = body(of: bytes).pointee == owner
      return stamp(of: bytes).pointee.exchange(0, ordering: .relaxed) == owner && isIntact
    }
  }

  private static func stamp(of bytes: UnsafeRawBufferPointer) -> UnsafeMutablePointer<Atomic<UInt64>> {
    UnsafeMutableRawPointer(mutating: bytes.baseAddress!).assumingMemoryBound(to: Atomic<UInt64>.self)
  }

  private static func body(of bytes: UnsafeRawBufferPointer) -> UnsafeMutablePointer<UInt64> {
    UnsafeMutableRawPointer(mutating: bytes.baseAddress! + 8).assumingMemoryBound(to: UInt64.self)
  }
}
