/// A transport whose sockets can be waited for together with descriptors of the system.
public protocol DescriptorPollingTransport: PollingTransport {
  /// What to wait for.
  ///
  /// - Parameters:
  ///   - descriptor: A descriptor that is open. It counts as ready, for all of `interest`, also when it failed or its
  ///     other end is gone.
  ///   - interest: Reading is receiving, writing is sending.
  static func pollEntry(forDescriptor descriptor: Int32, interest: Readiness) -> PollEntry
}

extension Poller where T: DescriptorPollingTransport {
  /// Adds a descriptor of the system.
  ///
  /// **Ownership:** the descriptor stays the caller's, who closes it after ``remove(descriptor:)``.
  ///
  /// - Parameters:
  ///   - descriptor: The descriptor.
  ///   - interest: What to wait for: reading is receiving, writing is sending. When it failed, or its other end is gone, it is
  ///     ready for all of that.
  /// - Returns: What stands for the descriptor from now on.
  public mutating func add(descriptor: Int32, for interest: Readiness) -> Key {
    add(for: interest) { T.pollEntry(forDescriptor: descriptor, interest: $0) }
  }

  /// Takes a descriptor out.
  ///
  /// - Parameter key: What stands for it.
  public mutating func remove(descriptor key: Key) { _ = remove(key) }
}
