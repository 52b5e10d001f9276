import TestSupport
import Testing

@testable import Messaging

/// A pool, its model, and the messages that are out.
final class PoolWalk<T: Scripted> {
  private struct Outstanding {
    var message: Kept<T>
    var size: Int
    var stamp: UInt8
    var isPooled: Bool
  }

  var pool: Pool<T>
  var model: PoolModel
  /// What was found wrong.
  private(set) var defect: String?
  private var messages: [Outstanding] = []
  private var socket: Socket<T>
  private let script: ScriptedTransport.Script
  private let worker: Worker
  private var rents: UInt8 = 0

  init(_ transport: T, options: PoolOptions, worker: Worker) throws {
    pool = try Pool(transport, options: options)
    let isBiased = !options.checksBuffers && MemoryBarrier.isAsymmetric
    model = PoolModel(options: options, returnsAtHome: isBiased)
    socket = try transport.socket(.pair)
    script = transport.script
    self.worker = worker
  }

  /// Does something.
  ///
  /// - Returns: What it was.
  func step(using generator: inout SeededGenerator) throws -> String {
    let size = model.options.randomSize(using: &generator)
    switch Int.random(in: 0..<100, using: &generator) {
    case ..<45:
      try rent(size)
      return "renting \(size)"
    case ..<60:
      guard let message = takeOne(using: &generator) else { return "nothing to drop" }
      message.message.drop()
      noteReturn(of: message, here: true)
      return "dropping \(message.size)"
    case ..<72:
      guard let message = takeOne(using: &generator) else { return "nothing to drop elsewhere" }
      try worker.run { [message = message.message] in message.drop() }
      noteReturn(of: message, here: false)
      return "dropping \(message.size) elsewhere"
    case ..<90:
      guard let message = takeOne(using: &generator) else { return "nothing to send" }
      return "sending \(message.size), \(try send(message, using: &generator))"
    case ..<93:
      let bytes = Int.random(in: -1...model.options.maximumBytes, using: &generator)
      pool.trim(toBytes: bytes)
      model.trim(toBytes: bytes)
      return "trimming to \(bytes)"
    case ..<96:
      let size = min(max(size, 1), 4_096)
      let count = Int.random(in: 0..<8, using: &generator)
      let (free, expected) = (try pool.prewarm(count, size: size), model.prewarm(count, size: size))
      if free != expected { defect = "\(free) are free instead of \(expected)" }
      return "prewarming \(count) of \(size)"
    default:
      messages = messages.shuffled(using: &generator)
      return "shuffling"
    }
  }

  private func rent(_ size: Int) throws {
    rents &+= 1
    let stamp = rents
    let message = Kept(
      try pool.rent(unsafeUninitializedSize: size) { bytes in
        for index in Self.stamped(size) { bytes[index] = stamp }
      })
    let isPooled = model.rent(size)
    if (message.message.lease != nil) != isPooled {
      defect = isPooled ? "it got no buffer" : "it got a buffer"
    }
    messages.append(Outstanding(message: message, size: size, stamp: stamp, isPooled: isPooled))
  }

  /// Takes a message out of those that are outstanding, and looks at its bytes.
  private func takeOne(using generator: inout SeededGenerator) -> Outstanding? {
    guard let index = messages.indices.randomElement(using: &generator) else { return nil }
    messages.swapAt(index, messages.count - 1)
    let message = messages.removeLast()
    examine(message)
    return message
  }

  private func examine(_ message: Outstanding) {
    let isIntact = message.message.message.withUnsafeBytes { bytes in
      bytes.count == message.size && Self.stamped(message.size).allSatisfy { bytes[$0] == message.stamp }
    }
    if !isIntact { defect = "a message of \(message.size) is not as it was written" }
  }

  private func noteReturn(of message: Outstanding, here: Bool) {
    if message.isPooled { model.returnBuffer(of: message.size, here: here) }
  }

  private func send(
    _ message: Outstanding, using generator: inout SeededGenerator
  ) throws -> String {
    let failures = [nil, ScriptedTransport.Number.wouldBlock, ScriptedTransport.Number.broken]
    let failure = failures.randomElement(using: &generator)!
    if let failure { script.results = [.failure(failure)] }
    guard socket.failureToSend(message.message.take()) != nil else {
      if script.sent.last.map({ $0.count == message.size && $0.allSatisfyStamp(message.stamp) }) != true {
        defect = "something else was sent"
      }
      script.sent = []
      noteReturn(of: message, here: true)
      return "which succeeds"
    }
    guard let reclaimed = socket.reclaimKept() else {
      defect = "it is lost"
      return "which fails"
    }
    messages.append(
      Outstanding(
        message: reclaimed, size: message.size, stamp: message.stamp, isPooled: message.isPooled))
    examine(messages.last!)
    return "which fails"
  }

  /// The places that carry a message's stamp.
  static func stamped(_ size: Int) -> Set<Int> { size == 0 ? [] : [0, size / 2, size - 1] }
}

extension [UInt8] {
  fileprivate func allSatisfyStamp(_ stamp: UInt8) -> Bool {
    isEmpty || (first == stamp && self[count / 2] == stamp && last == stamp)
  }
}

extension PoolOptions {
  /// Limits that are reached often.
  static func random(using generator: inout SeededGenerator) -> PoolOptions {
    .with {
      $0.maximumCount = Int.random(in: 0..<40, using: &generator)
      $0.maximumBytes = Int.random(in: 0..<1 << Int.random(in: 6..<20, using: &generator), using: &generator)
      $0.crossover = [nil, 0, 100].randomElement(using: &generator)!
      $0.checksBuffers = Int.random(in: 0..<4, using: &generator) == 0
    }
  }

  /// A size that mostly has a class, small ones more often.
  fileprivate func randomSize(using generator: inout SeededGenerator) -> Int {
    switch Int.random(in: 0..<200, using: &generator) {
    case 0: 0
    case 1: SizeClass.largestCapacity + 1
    default:
      Int.random(
        in: 1...1 << Int.random(in: 6..<(checksBuffers ? 12 : 18), using: &generator), using: &generator)
    }
  }
}
