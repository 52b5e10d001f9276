public import CBenchmarkSupport
public import Messaging

/// The same loops in C, over the same library, for `binding-overhead`.
public struct NativeBaseline<T: Transport>: @unchecked Sendable {
  // A table of constants.
  let functions: UnsafePointer<benchmark_native>
  let context: @Sendable (T) -> UnsafeMutableRawPointer?

  /// A baseline.
  ///
  /// - Parameters:
  ///   - functions: The table of its functions, which stays valid and does not change.
  ///   - context: What its sockets are opened in, so that they meet the transport's: the library's own context,
  ///     where it has one.
  public init(
    _ functions: UnsafePointer<benchmark_native>,
    context: @escaping @Sendable (T) -> UnsafeMutableRawPointer? = { _ in nil }
  ) {
    self.functions = functions
    self.context = context
  }

  /// The library's name and version.
  var version: String {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: 128) { text in
      text.initialize(repeating: 0)
      functions.pointee.version(text.baseAddress, text.count)
      return String(cString: text.baseAddress!)
    }
  }

  func loop(_ job: Job) -> benchmark_loop {
    let table: [Job: benchmark_loop] = [
      .sendCopy: functions.pointee.send_copy,
      .sendMessage: functions.pointee.send_message,
      .receiveBuffer: functions.pointee.receive_buffer,
      .receiveMessage: functions.pointee.receive_message,
      .receiveReused: functions.pointee.receive_reused,
      .ping: functions.pointee.ping,
      .echo: functions.pointee.echo,
    ]
    guard let loop = table[job] else { preconditionFailure("there is no C loop to \(job.name)") }
    return loop
  }
}
