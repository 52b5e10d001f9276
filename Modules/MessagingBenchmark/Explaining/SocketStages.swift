public import Messaging

/// The stages of the pipelines over a transport that are explained.
///
/// As ``Loops``, they are inlinable, and made where the transport's type is known.
public struct SocketStages<T: Transport>: Sendable {
  /// A stage of an end with a socket.
  public typealias Stage = PipelineStage<StagedSocket<T>>

  @usableFromInline
  let table: [Job: [Stage]]

  /// The stages of every pipeline.
  @inlinable
  public init() {
    let none = Self.nothing
    let rent = Self.rentToReceive, checkCopy = Self.checkCopy, releaseCopy = Self.releaseCopy
    table = [
      .stagedCopy: [Self.sendCopy],
      .stagedPooled: [Self.rentToSend, Self.send],
      .stagedBuffer: [Self.receiveIntoBuffer, Self.checkBuffer, none("release")],
      .stagedMessage: [Self.receiveMessage, Self.check, Self.release],
      .stagedReused: [Self.receiveReusing, Self.check, none("release")],
      .stagedUnpooledReceive: [Self.receiveMessage, none("keep"), Self.check, Self.release],
      .stagedPooledReceive: [Self.receiveIntoPool, Self.keep, checkCopy, releaseCopy],
      .stagedRentAndCopy: [Self.receiveReusing, rent, Self.copyIntoRented, checkCopy, releaseCopy],
      .stagedRent: [Self.receiveReusing, rent, none("copy"), Self.check, releaseCopy],
      .stagedCopyOut: [
        Self.receiveReusing, none("rent"), Self.copyIntoBuffer, Self.checkBuffer, none("release"),
      ],
      .stagedNeither: [Self.receiveReusing, none("rent"), none("copy"), Self.check, none("release")],
    ]
  }

  subscript(job: Job) -> [Stage] {
    guard let stages = table[job] else { preconditionFailure("there are no stages to \(job.name)") }
    return stages
  }

  /// Where another pipeline has a stage and this one has none.
  @inlinable
  static func nothing(_ name: String) -> Stage { Stage(name) { _, _ in } }

  // MARK: Sending

  @inlinable
  static var sendCopy: Stage {
    Stage("send") { end, number in
      end.batch.stamp(end.batch.scratch, number: number)
      return try end.socket.trySend(copying: UnsafeRawBufferPointer(end.batch.scratch))
    } run: { end, number in
      end.batch.stamp(end.batch.scratch, number: number)
      try end.socket.send(copying: UnsafeRawBufferPointer(end.batch.scratch))
    }
  }

  @inlinable
  static var rentToSend: Stage {
    Stage("rent") { end, number in
      let batch = end.batch
      end.message = try end.pool.rent(unsafeUninitializedSize: batch.size) {
        batch.stamp($0, number: number)
      }
    }
  }

  @inlinable
  static var send: Stage {
    Stage("send") { end, _ in
      try end.socket.trySend(&end.message)
    } run: { end, _ in
      try end.socket.send(exchange(&end.message, with: Message()))
    }
  }

  // MARK: Receiving

  @inlinable
  static var receiveIntoBuffer: Stage {
    Stage("receive") { end, _ in
      guard let size = try end.socket.tryReceive(into: end.batch.scratch) else { return false }
      end.received = size.full
      return true
    } run: { end, _ in
      end.received = try end.socket.receive(into: end.batch.scratch).full
    }
  }

  @inlinable
  static var receiveMessage: Stage {
    Stage("receive") { end, _ in
      guard let message = try end.socket.tryReceive() else { return false }
      end.message = message
      return true
    } run: { end, _ in
      end.message = try end.socket.receive()
    }
  }

  @inlinable
  static var receiveReusing: Stage {
    Stage("receive") { end, _ in
      try end.socket.tryReceive(reusing: &end.message)
    } run: { end, _ in
      try end.socket.receive(reusing: &end.message)
    }
  }

  @inlinable
  static var receiveIntoPool: Stage {
    Stage("receive") { end, _ in
      try end.socket.tryReceive(reusing: &end.pool.arrival)
    } run: { end, _ in
      try end.socket.receive(reusing: &end.pool.arrival)
    }
  }

  @inlinable
  static var keep: Stage {
    Stage("keep") { end, _ in end.copy = end.pool.keepArrival(fileID: #fileID, line: #line) }
  }

  @inlinable
  static var rentToReceive: Stage {
    Stage("rent") { end, _ in
      end.copy = try end.pool.rent(unsafeUninitializedSize: end.batch.size) { _ in }
    }
  }

  @inlinable
  static var copyIntoRented: Stage {
    Stage("copy") { end, _ in
      end.copy.withUnsafeMutableBytes { copy in end.message.withUnsafeBytes { copy.copyMemory(from: $0) } }
    }
  }

  @inlinable
  static var copyIntoBuffer: Stage {
    Stage("copy") { end, _ in
      let scratch = end.batch.scratch
      end.message.withUnsafeBytes { scratch.copyMemory(from: $0) }
      end.received = end.message.count
    }
  }

  // MARK: Checking and dropping

  @inlinable
  static var checkBuffer: Stage {
    Stage("check") { end, number in
      try end.batch.check(end.batch.scratch.baseAddress, count: end.received, number: number)
    }
  }

  @inlinable
  static var check: Stage {
    Stage("check") { end, number in try end.batch.check(end.message, number: number) }
  }

  @inlinable
  static var checkCopy: Stage {
    Stage("check") { end, number in try end.batch.check(end.copy, number: number) }
  }

  @inlinable
  static var release: Stage {
    Stage("release") { end, _ in end.message = Message() }
  }

  @inlinable
  static var releaseCopy: Stage {
    Stage("release") { end, _ in end.copy = Message() }
  }
}
