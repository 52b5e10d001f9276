import CMessaging
package import Messaging

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// What threads can be set to, tried out on a thread of its own.
package enum ThreadPolicy {
  package static let firstInFirstOut = Int32(SCHED_FIFO)
  package static let roundRobin = Int32(SCHED_RR)

  /// Checks that a thread can be scheduled like this, because libraries abort the process when theirs cannot.
  ///
  /// - Parameters:
  ///   - policy: The system's number for a policy; `nil` for a new thread's.
  ///   - priority: The priority that the policy is to have; `nil` for a new thread's.
  ///   - processors: The processors to run on, counted from 0; none for all.
  /// - Throws: ``TransportFailure`` with the system's error number.
  package static func check(
    policy: Int32?, priority: Int?, processors: Set<Int>
  ) throws(TransportFailure) {
    guard processors.allSatisfy({ (0..<maximumProcessors).contains($0) }) else {
      throw TransportFailure(.invalidArgument, "processors are 0 to \(maximumProcessors - 1)")
    }
    let number: Int32
    do {
      let thread = try JoinableThread { apply(policy, priority, processors) }
      number = try thread.join()
    } catch {
      throw TransportFailure(.outOfResources, "\(error)")
    }
    guard number == 0 else {
      throw TransportFailure(
        MessagingError.Code(errno: number), number: number,
        "threads cannot be scheduled like this: \(String(cString: strerror(number)))")
    }
  }

  /// - Returns: The error number, 0 for success.
  private static func apply(_ policy: Int32?, _ priority: Int?, _ processors: Set<Int>) -> Int32 {
    if policy != nil || priority != nil {
      var current: Int32 = 0
      var parameters = sched_param()
      let status = pthread_getschedparam(pthread_self(), &current, &parameters)
      guard status == 0 else { return status }
      if let priority { parameters.sched_priority = Int32(clamping: priority) }
      let result = pthread_setschedparam(pthread_self(), policy ?? current, &parameters)
      guard result == 0 else { return result }
    }
    return processors.isEmpty ? 0 : run(on: processors)
  }

  /// Keeps the calling thread, and those that it starts, on some processors.
  ///
  /// - Returns: The system's error number, 0 for success; `ENOTSUP` where the system cannot do so.
  package static func run(on processors: Set<Int>) -> Int32 {
    var mask = [UInt8](repeating: 0, count: maximumProcessors / 8)
    for processor in processors { mask[processor / 8] |= 1 << UInt8(processor % 8) }
    return messaging_run_on_processors(mask, mask.count)
  }

  /// As many as `cpu_set_t` has.
  private static let maximumProcessors = 1_024
}
