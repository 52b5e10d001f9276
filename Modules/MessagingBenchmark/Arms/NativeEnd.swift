import CBenchmarkSupport
import Messaging

/// An end in C.
final class NativeEnd<T: Transport>: SocketedEnd, @unchecked Sendable {
  private let transport: T
  private let functions: benchmark_native
  private let loop: benchmark_loop
  let workspace: Workspace
  /// `nil` when it could not be opened.
  private let socket: benchmark_socket?

  init(
    _ transport: T, _ pattern: Pattern<T>, options: SocketOptions, size: Int, job: Job,
    baseline: NativeBaseline<T>
  ) throws {
    self.transport = transport
    functions = baseline.functions.pointee
    loop = baseline.loop(job)
    workspace = Workspace(size: size, isTimed: job.isTimed)
    var limits = benchmark_options(options)
    var socket: benchmark_socket = 0
    let outcome = functions.open(baseline.context(transport), pattern.native, &limits, &socket)
    self.socket = outcome.status == benchmark_done ? socket : nil
    try require(outcome)
  }

  deinit {
    if let socket { functions.close(socket) }
  }

  func bind(to address: String) throws -> String {
    try withUnsafeTemporaryAllocation(of: CChar.self, capacity: 1_024) { bound in
      bound.initialize(repeating: 0)
      try require(functions.bind(socket!, address, bound.baseAddress, bound.count))
      return String(cString: bound.baseAddress!)
    }
  }

  func connect(to address: String) throws { try require(functions.connect(socket!, address)) }

  func move(_ numbers: Range<UInt64>) throws {
    let batch = workspace.batch(numbers)
    var native = benchmark_batch(
      first: numbers.lowerBound, count: UInt64(numbers.count), size: batch.size,
      scratch: batch.scratch.baseAddress?.assumingMemoryBound(to: UInt8.self))
    try require(loop(socket!, &native))
  }

  // Ends calls in libzmq's context. nanomsg has nothing that would: closing a socket that is in use can abort
  // the process.
  func interrupt() { transport.shutdown() }

  private func require(_ outcome: benchmark_outcome) throws {
    switch outcome.status {
    case benchmark_done: return
    case benchmark_wrong_size:
      throw DeliveryError.wrongSize(
        number: outcome.expected, expected: workspace.size, found: Int(outcome.found))
    case benchmark_wrong_sequence:
      throw DeliveryError.wrongNumber(expected: outcome.expected, found: outcome.found)
    case benchmark_altered: throw DeliveryError.altered(number: outcome.expected)
    default:
      throw NativeError(
        number: outcome.number, reason: functions.describe(outcome.number).map { String(cString: $0) } ?? "")
    }
  }
}

/// A library's call in C failed.
public struct NativeError: Error, Hashable, CustomStringConvertible {
  /// The library's error number.
  public let number: Int32

  /// The library's text.
  public let reason: String

  /// One line.
  public var description: String { "the C baseline failed: \(reason) (\(number))" }
}

extension Pattern {
  fileprivate var native: benchmark_pattern {
    switch self {
    case .push: benchmark_push
    case .pull: benchmark_pull
    case .pair: benchmark_pair
    default: preconditionFailure("there is no C baseline of \(self)")
    }
  }
}

extension benchmark_options {
  fileprivate init(_ options: SocketOptions) {
    self.init(
      maximum_message_size: Int32(options.maximumMessageSize),
      queued_messages: Int32(options.sendQueue.messages),
      queued_bytes: Int32(options.sendQueue.bytes),
      linger_milliseconds: Int32(options.linger / .milliseconds(1)))
  }
}
