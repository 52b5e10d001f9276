public import Messaging

// Messages and pools are those of the transport underneath.
extension Enveloped {
  @inlinable
  static func makeEmptyMessage() -> MessageStorage { Base.makeEmptyMessage() }

  @inlinable
  static func makeMessage(byteCount: Int) -> MessageStorage? {
    Base.makeMessage(byteCount: byteCount)
  }

  @inlinable
  static func makeMessage(byteCount: Int, in storage: inout MessageStorage) -> Bool {
    Base.makeMessage(byteCount: byteCount, in: &storage)
  }

  @inlinable
  static func release(_ message: inout MessageStorage) { Base.release(&message) }

  @inlinable
  static func baseAddress(of message: UnsafePointer<MessageStorage>) -> UnsafeMutableRawPointer? {
    Base.baseAddress(of: message)
  }

  @inlinable
  static func makeUnique(_ message: inout MessageStorage) -> Bool { Base.makeUnique(&message) }

  @inlinable
  static func makePlaceholder() -> MessageStorage { Base.makePlaceholder() }

  @inlinable
  static var crossover: Int { Base.crossover }

  @inlinable
  static var lendingPrefix: Int { Base.lendingPrefix }

  @inlinable
  static func makeMessage(lending buffer: PooledBuffer, count: Int) -> MessageStorage? {
    Base.makeMessage(lending: buffer, count: count)
  }

  @inlinable
  static var handsOverBuffers: Bool { Base.handsOverBuffers }

  @inlinable
  static var givesMemory: Bool { Base.givesMemory }

  @inlinable
  static func takeMemory(of message: inout MessageStorage) -> UnsafeMutableRawPointer? {
    Base.takeMemory(of: &message)
  }

  @inlinable
  @Sendable
  static func freeMemory(_ memory: UnsafeMutableRawPointer) { Base.freeMemory(memory) }
}
