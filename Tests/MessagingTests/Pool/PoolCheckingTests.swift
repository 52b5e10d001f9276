import TestSupport
import Testing

@testable import Messaging

/// Misuses of buffers, which take unsafe code, end the process of a pool that checks.
@Suite struct PoolCheckingTests {
  @Test func aWriteAfterTheReturnIsCaught() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      var pool = try Pool(ScriptedTransport(), options: .checking)
      let address = try pool.rent(10).address
      UnsafeMutableRawPointer(bitPattern: address)!.storeBytes(of: 1, toByteOffset: 63, as: UInt8.self)
      _ = try pool.rent(10)
    }
    expectReport("written to after it was returned", in: result)
  }

  @Test func aSecondReturnIsCaught() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      var pool = try Pool(ScriptedTransport(), options: .checking)
      let message = try pool.rent(10)
      message.lease!.giveBack()
    }
    expectReport("from pool to pool: it has two owners", in: result)
  }

  /// A library that releases its message twice.
  @Test func aSecondReturnByALibraryIsCaught() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let transport = LendingTransport()
      var socket = try transport.socket(.pair)
      var pool = try Pool(transport, options: .checking)
      let message = try pool.rent(5_000)
      let buffer = PooledBuffer(opaque: message.lease!.opaque)
      try socket.send(message)
      buffer.giveBack()
    }
    expectReport("from pool to pool: it has two owners", in: result)
  }

  /// A return by somebody who had the buffer before shows when the one who has it now returns it.
  @Test func aReturnTooLateIsCaught() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      var pool = try Pool(ScriptedTransport(), options: .checking)
      let first = try pool.rent(10)
      let buffer = first.lease!
      _ = consume first
      let second = try pool.rent(10)
      buffer.giveBack()
      _ = consume second
    }
    expectReport("it has two owners", in: result)
  }

  @Test func aBufferThatIsOutIsNotRentedAgain() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      var pool = try Pool(ScriptedTransport(), options: .checking)
      let message = try pool.rent(10)
      pool.core.pointee.list(0).put(message.lease!.opaque)
      _ = try pool.rent(10)
    }
    expectReport("from application to application: it has two owners", in: result)
  }

  @Test func takenMemoryCannotBeDetachedFromThePoolsOwn() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      var pool = try Pool(ScriptedTransport())
      let message = try pool.rent(10)
      _ = message.lease!.detachBytes()
    }
    expectReport("the bytes are the pool's own", in: result)
  }

  @Test func rightUseIsSilent() throws {
    try useRightly(ScriptedTransport())
    try useRightly(LendingTransport())
    try useRightly(GivingTransport())
  }

  private func useRightly<T: Scripted>(_ transport: T) throws {
    let worker = try Worker()
    var socket = try transport.socket(.pair)
    var pool = try Pool(transport, options: .checking)
    try pool.prewarm(2, size: 100)
    for size in [1, 64, 100, 2_000] {
      for _ in 0..<3 {
        let message = try pool.rentKept(size)
        message.message.withUnsafeMutableBytes { $0[size - 1] = 1 }
        try worker.run { message.drop() }
        _ = try pool.rent(size)
        try socket.send(try pool.rent(size))
        transport.script.results = [.failure(ScriptedTransport.Number.broken), .success(size)]
        #expect(socket.failureToSend(try pool.rent(size))?.code == .other)
        #expect(try socket.receive(into: &pool).count == size)
      }
    }
    pool.trim(toBytes: 128)
    _ = socket.reclaim()
    #expect(pool.checkedStatistics().outstanding == 0)
  }

  /// Only a debug build says why it ended.
  private func expectReport(
    _ text: String, in result: ExitTest.Result?, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #if DEBUG
      let report = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
      #expect(report.contains(text), sourceLocation: sourceLocation)
    #endif
  }
}

extension PoolOptions {
  /// The defaults, with checks.
  fileprivate static var checking: PoolOptions { .with { $0.checksBuffers = true } }
}
