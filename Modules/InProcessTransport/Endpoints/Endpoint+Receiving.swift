internal import Messaging

extension Endpoint {
  /// Receives into the caller's memory.
  mutating func receive(into buffer: UnsafeMutableRawBufferPointer) -> TransferResult {
    take { message in
      let count = min(message.count, buffer.count)
      if count > 0 { buffer.baseAddress!.copyMemory(from: message.bytes, byteCount: count) }
      message.block?.release()
      return true
    }
  }

  /// Receives into `storage`, which takes over a large message's block and reuses its own for a small one.
  mutating func receive(into storage: inout InProcess.MessageStorage) -> TransferResult {
    take { message in
      if let block = message.block {
        storage.block?.release()
        storage.block = block
        return true
      }
      guard let block = Self.block(for: message.count, reusing: storage.block) else {
        return message.count == 0
      }
      storage.block = block
      block.bytes.copyMemory(from: message.bytes, byteCount: message.count)
      return true
    }
  }

  /// A block of `count` bytes: the given one if it is nobody else's and large enough, otherwise a new one,
  /// and the given one is released.
  ///
  /// - Returns: `nil`, with the given one as it was, when there is no memory; and for no bytes without a given one.
  @inline(__always)
  private static func block(for count: Int, reusing block: Block?) -> Block? {
    if let block, block.capacity >= count, block.isUnique {
      block.count = count
      return block
    }
    guard count > 0 || block != nil, let new = Block(count: count) else { return nil }
    block?.release()
    return new
  }

  /// Takes the message whose turn it is.
  ///
  /// - Parameter body: Takes over what is in the slot; returns `false`, without doing so, when there is
  ///   no memory.
  @inline(__always)
  private mutating func take(_ body: (Ring.Message) -> Bool) -> TransferResult {
    guard isCurrent() else { return Fault.closed.result }
    if let fault = refusalToReceive { return fault.result }
    var index = inlets.turn
    for _ in 0..<inlets.count {
      if let message = inlets[index].next {
        guard body(message) else { return Fault.outOfResources.result }
        inlets[index].consume()
        inlets.endTurn(of: index)
        if role == .request {
          exchange = .idle
        } else if role == .reply {
          exchange = .owingReply(ObjectIdentifier(inlets[index].link))
        }
        return .success(message.count)
      }
      index = inlets.index(after: index)
    }
    return Fault.wouldBlock.result
  }

  /// Why the socket may not receive, whatever there is.
  @inline(__always)
  private var refusalToReceive: Fault? {
    switch role {
    case .pair, .pull, .subscribe: nil
    case .request: exchange == .idle ? .invalidState : nil
    case .reply: exchange == .idle ? nil : .invalidState
    case .push, .publish: .unsupported
    }
  }

  // MARK: Waiting

  /// Why receiving would fail; `nil` when some ring has a message.
  var obstacleToReceiving: Fault? {
    if let refusalToReceive { return refusalToReceive }
    for index in 0..<inlets.count where inlets[index].next != nil { return nil }
    return .wouldBlock
  }
}
