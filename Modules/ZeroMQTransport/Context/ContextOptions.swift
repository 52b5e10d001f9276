import Messaging
import POSIXSupport

extension ZeroMQ {
  /// Limits and threads of a transport, fixed when it is made.
  ///
  ///     var options = ZeroMQ.ContextOptions()
  ///     options.ioThreads = 2
  ///     options.processors = [0, 1]
  ///     let transport = try ZeroMQ(options: options)
  public struct ContextOptions: Hashable, Sendable {
    /// The number of threads that libzmq uses for `tcp` and `ipc`, from 1 to 1024; 1 unless set (`ZMQ_IO_THREADS`). One is
    /// enough for about a gigabyte per second.
    public var ioThreads = 1

    /// How many sockets can be open at a time, from 1 to ``ZeroMQ/socketLimit``; 1,023 unless set (`ZMQ_MAX_SOCKETS`). One
    /// that was closed counts until libzmq's threads are done with it. Another one is `outOfResources` (`EMFILE`).
    public var maximumSockets = 1_023

    /// Whether sockets use IPv6 addresses besides IPv4 unless ``Option/ipv6`` says otherwise; `false` unless set
    /// (`ZMQ_IPV6`).
    public var usesIPv6 = false

    /// How the system schedules libzmq's threads; `nil`, as unless set, for as it does others (`ZMQ_THREAD_SCHED_POLICY`,
    /// `ZMQ_THREAD_PRIORITY`).
    public var scheduling: ThreadScheduling?

    /// The processors that libzmq's threads run on, counted from 0; none, as unless set, for all
    /// (`ZMQ_THREAD_AFFINITY_CPU_ADD`). Linux only.
    public var processors: Set<Int> = []

    /// A number from 0 that the names of libzmq's threads begin with; `nil`, as unless set, for none
    /// (`ZMQ_THREAD_NAME_PREFIX`).
    public var threadNamePrefix: Int?

    /// The defaults.
    public init() {}
  }

  /// How a system schedules a thread.
  public struct ThreadScheduling: Hashable, Sendable {
    /// The system's number for a policy.
    let policy: Int32
    /// `nil` for policies without.
    let priority: Int?

    /// In real time, first come, first served (`SCHED_FIFO`). Needs a privilege.
    ///
    /// - Parameter priority: From 1 to 99 on Linux.
    public static func firstInFirstOut(priority: Int) -> Self {
      Self(policy: ThreadPolicy.firstInFirstOut, priority: priority)
    }

    /// In real time, in turn (`SCHED_RR`). Needs a privilege. As ``firstInFirstOut(priority:)``.
    public static func roundRobin(priority: Int) -> Self {
      Self(policy: ThreadPolicy.roundRobin, priority: priority)
    }
  }
}
