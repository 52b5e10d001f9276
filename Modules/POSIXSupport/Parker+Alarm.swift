#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

package import Messaging

extension Parker {
  /// Has the next ``wake()`` make a descriptor readable, for waits that end for other reasons as well.
  ///
  /// As with parking, no wake-up is lost. One thread at a time parks or arms.
  ///
  /// - Parameter hasWork: Looks for work; called once, after the announcement is visible to wakers.
  /// - Returns: The descriptor, which stays the parker's, and may be readable without a reason; `nil` when there is work already.
  /// - Throws: What `hasWork` throws, and ``TransportFailure`` with `outOfResources` (`EMFILE`, `ENFILE`).
  package func arm(
    unless hasWork: () throws(TransportFailure) -> Bool
  ) throws(TransportFailure) -> Int32? {
    let alarm = try resetAlarm()
    guard announce() else { return nil }
    return try hasWork() ? nil : alarm.descriptor
  }

  private func resetAlarm() throws(TransportFailure) -> WakeSignal {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    if let alarm {
      alarm.reset()
      return alarm
    }
    let alarm = try WakeSignal()
    self.alarm = alarm
    return alarm
  }
}
