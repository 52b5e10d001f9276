import Messaging
import Synchronization
import TestSupport

/// Places at which threads leave messages and take others' away.
final class Exchange<T: Transport>: @unchecked Sendable {
  private let places: UnsafeMutableBufferPointer<Atomic<UnsafeMutableRawPointer?>>

  init(places count: Int) {
    places = .allocate(capacity: count)
    for index in 0..<count { (places.baseAddress! + index).initialize(to: Atomic(nil)) }
  }

  deinit {
    empty()
    places.deinitialize()
    places.deallocate()
  }

  /// Leaves a message at a random place and takes away what was there.
  @discardableResult
  func swap(_ message: Kept<T>?, using generator: inout some RandomNumberGenerator) -> Kept<T>? {
    exchange(message, at: Int(truncatingIfNeeded: generator.next() % UInt64(places.count)))
  }

  /// Drops what is there.
  func empty(_ drop: (Kept<T>) -> Void = { _ in }) {
    for index in places.indices { if let message = exchange(nil, at: index) { drop(message) } }
  }

  private func exchange(_ message: Kept<T>?, at index: Int) -> Kept<T>? {
    let next = message.map { Unmanaged.passRetained($0).toOpaque() }
    let previous = places[index].exchange(next, ordering: .acquiringAndReleasing)
    return previous.map { Unmanaged<Kept<T>>.fromOpaque($0).takeRetainedValue() }
  }
}
