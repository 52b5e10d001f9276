internal import Synchronization

extension PooledBuffer {
  /// Where a buffer of a pool that checks is.
  enum Whereabouts: UInt8, AtomicRepresentable {
    /// Free, or on its way back.
    case pool
    /// In a message that the application has.
    case application
    /// Handed over to a library.
    case library
  }

  /// What bytes of a returned buffer are overwritten with.
  static var poison: UInt8 { 0xDB }

  private var contents: UnsafeMutableRawBufferPointer {
    UnsafeMutableRawBufferPointer(start: header.pointee.bytes, count: capacity)
  }

  private func move(from expected: [Whereabouts], to next: Whereabouts) {
    let previous = header.pointee.whereabouts.exchange(next, ordering: .acquiringAndReleasing)
    precondition(
      expected.contains(previous), "a pool's buffer went from \(previous) to \(next): it has two owners")
  }

  /// Whether a message of the application has the buffer, of a pool that checks.
  var isInMessage: Bool { header.pointee.whereabouts.load(ordering: .acquiring) == .application }

  /// Notes that a message has the buffer.
  ///
  /// - Parameter isPoisoned: Whether to make sure that nobody wrote to the buffer since it was returned.
  func checkRented(isPoisoned: Bool) {
    move(from: [.pool], to: .application)
    guard isPoisoned else { return }
    let isIntact = contents.allSatisfy { $0 == Self.poison }
    precondition(isIntact, "a buffer was written to after it was returned to its pool")
  }

  /// Overwrites the buffer, so that who still reads it notices.
  func checkReturned() {
    poisonContents()
    move(from: [.application, .library], to: .pool)
  }

  /// Notes that a library gets the buffer.
  @usableFromInline
  func noteLending() { move(from: [.application], to: .library) }

  /// Notes that the library did not take it.
  @usableFromInline
  func noteLendingFailed() { move(from: [.library], to: .application) }

  /// Fills a new buffer with what a returned one has.
  func poisonContents() { contents.initializeMemory(as: UInt8.self, repeating: Self.poison) }
}
