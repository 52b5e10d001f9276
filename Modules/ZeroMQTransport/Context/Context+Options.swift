import CZeroMQ
import Messaging
import POSIXSupport

extension ZeroMQ.ContextOptions {
  /// Checks what libzmq would abort for, or ignore.
  func validate() throws(TransportFailure) {
    _ = try checked("the number of I/O threads", ioThreads, in: 1...1_024)
    _ = try checked("the number of sockets", maximumSockets, in: 1...ZeroMQ.socketLimit)
    if let threadNamePrefix {
      _ = try checked("ZMQ_THREAD_NAME_PREFIX", threadNamePrefix, in: 0...Int(Int32.max))
    }
    if scheduling != nil || !processors.isEmpty {
      try ThreadPolicy.check(
        policy: scheduling?.policy, priority: scheduling?.priority, processors: processors)
    }
  }
}

extension ZeroMQ.Context {
  /// Sets what was checked.
  ///
  /// - Returns: What the library said to it, `nil` for nothing.
  static func set(_ options: ZeroMQ.ContextOptions, of context: UnsafeMutableRawPointer) -> TransportFailure?
  {
    var settings = [
      (ZMQ_IO_THREADS, options.ioThreads),
      // The spare socket is one more.
      (ZMQ_MAX_SOCKETS, options.maximumSockets + 1),
      (ZMQ_IPV6, options.usesIPv6 ? 1 : 0),
    ]
    if let scheduling = options.scheduling {
      settings.append((ZMQ_THREAD_SCHED_POLICY, Int(scheduling.policy)))
      if let priority = scheduling.priority { settings.append((ZMQ_THREAD_PRIORITY, priority)) }
    }
    if let prefix = options.threadNamePrefix { settings.append((ZMQ_THREAD_NAME_PREFIX, prefix)) }
    settings += options.processors.map { (ZMQ_THREAD_AFFINITY_CPU_ADD, $0) }
    for (option, value) in settings where zmq_ctx_set(context, option, Int32(value)) != 0 {
      return TransportFailure(zmq_errno(), of: ZeroMQ.self)
    }
    return nil
  }
}
