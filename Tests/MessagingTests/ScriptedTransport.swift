import Messaging
import Synchronization

/// A transport whose calls return what a test wrote down, and which counts the messages that own memory.
struct ScriptedTransport: Scripted {
  final class Script: @unchecked Sendable {
    /// The results of the next sends and receives, in order; after them every call succeeds with no bytes.
    var results: [TransferResult] = []
    /// Whether each next wait ends before its deadline.
    var waits: [Bool] = []
    var waited = 0
    var attempts = 0
    var sent: [[UInt8]] = []
    var isClosed = false

    func next() -> TransferResult {
      attempts += 1
      return results.isEmpty ? .success(0) : results.removeFirst()
    }
  }

  /// The numbers that the script's failures use.
  enum Number {
    static let wouldBlock: Int32 = 1
    static let interrupted: Int32 = 2
    static let broken: Int32 = 3
  }

  /// A block that reports its end.
  final class Block {
    private(set) var bytes: UnsafeMutableRawBufferPointer
    private let live: Live
    /// The pool's buffer that the bytes are in, if they are.
    private let lender: PooledBuffer?

    init(byteCount: Int, live: Live) {
      bytes = .allocate(byteCount: byteCount, alignment: 1)
      self.live = live
      lender = nil
      live.change(by: 1)
    }

    init(lending buffer: PooledBuffer, count: Int, live: Live) {
      bytes = UnsafeMutableRawBufferPointer(start: buffer.bytes, count: count)
      self.live = live
      lender = buffer
      live.change(by: 1)
    }

    func shorten(to count: Int) { bytes = UnsafeMutableRawBufferPointer(rebasing: bytes[..<count]) }

    deinit {
      if let lender { lender.giveBack() } else { bytes.deallocate() }
      live.change(by: -1)
    }
  }

  final class Live: Sendable {
    private let number = Atomic<Int>(0)

    var count: Int { number.load(ordering: .acquiring) }

    func change(by difference: Int) { number.add(difference, ordering: .acquiringAndReleasing) }
  }

  /// The messages that own memory now. Task-local, so that tests run in parallel.
  @TaskLocal static var live = Live()

  let script = Script()
}

/// What scripted transports have in common: everything but what they do for pools.
protocol Scripted: Transport
where MessageStorage == Unmanaged<ScriptedTransport.Block>?, SocketHandle == ScriptedTransport.Script {
  init()
  var script: ScriptedTransport.Script { get }
}

extension Scripted {
  typealias Script = ScriptedTransport.Script
  typealias Block = ScriptedTransport.Block
  private typealias Number = ScriptedTransport.Number

  static var name: String { "scripted" }

  static var schemes: [String] { ["inproc"] }

  func open(
    _ pattern: Pattern<Self>, options: SocketOptions
  ) throws(TransportFailure) -> Script { script }
  func shutdown() {}
  static func close(_ socket: inout Script) { socket.isClosed = true }

  static func bind(_ socket: inout Script, to address: Address) throws(TransportFailure) -> String {
    guard address.scheme == "test" else { throw TransportFailure(.invalidAddress, "only test://") }
    return address.description
  }
  static func unbind(_ socket: inout Script, from address: Address) throws(TransportFailure) {}
  static func connect(_ socket: inout Script, to address: Address) throws(TransportFailure) {}
  static func disconnect(_ socket: inout Script, from address: Address) throws(TransportFailure) {}
  static func subscribe(
    _ socket: inout Script, to prefix: UnsafeRawBufferPointer
  ) throws(TransportFailure) {}
  static func unsubscribe(
    _ socket: inout Script, from prefix: UnsafeRawBufferPointer
  ) throws(TransportFailure) {}

  static func makeEmptyMessage() -> Unmanaged<Block>? { nil }
  static func makeMessage(byteCount: Int) -> Unmanaged<Block>?? {
    guard byteCount < 1 << 40 else { return .none }
    return .some(Unmanaged.passRetained(Block(byteCount: byteCount, live: ScriptedTransport.live)))
  }
  static func release(_ message: inout Unmanaged<Block>?) {
    message?.release()
    message = nil
  }
  static func baseAddress(of message: UnsafePointer<Unmanaged<Block>?>) -> UnsafeMutableRawPointer? {
    message.pointee?._withUnsafeGuaranteedRef { $0.bytes.baseAddress }
  }

  static func send(
    _ message: inout Unmanaged<Block>?, on socket: inout Script, mayBlock: Bool
  ) -> TransferResult {
    let result = socket.next()
    if result.isSuccess {
      socket.sent.append(message.map { Array($0.takeUnretainedValue().bytes) } ?? [])
      release(&message)
    }
    return result
  }
  static func send(
    copying bytes: UnsafeRawBufferPointer, on socket: inout Script, mayBlock: Bool
  ) -> TransferResult {
    let result = socket.next()
    if result.isSuccess { socket.sent.append(Array(bytes)) }
    return result
  }
  static func receive(
    into message: inout Unmanaged<Block>?, on socket: inout Script, mayBlock: Bool
  ) -> TransferResult {
    let result = socket.next()
    if result.isSuccess {
      release(&message)
      message = makeMessage(byteCount: result.count)!
    }
    return result
  }
  static func receive(
    into buffer: UnsafeMutableRawBufferPointer, on socket: inout Script, mayBlock: Bool
  ) -> TransferResult { socket.next() }

  static func wait(
    for direction: Direction, on socket: inout Script, until deadline: Deadline
  ) throws(TransportFailure) -> Bool {
    socket.waited += 1
    return socket.waits.isEmpty ? false : socket.waits.removeFirst()
  }

  static var wouldBlock: Int32 { Number.wouldBlock }
  static var interrupted: Int32 { Number.interrupted }

  static func code(for number: Int32) -> MessagingError.Code {
    switch number {
    case wouldBlock: .wouldBlock
    case interrupted: .interrupted
    default: .other
    }
  }
  static func describe(_ number: Int32) -> String { "number \(number)" }
}

extension ScriptedTransport {
  /// Runs a test that must leave no message behind.
  static func expectingNoLeak(_ body: () throws -> Void) throws -> Int {
    let live = Live()
    try $live.withValue(live) { try body() }
    return live.count
  }
}
