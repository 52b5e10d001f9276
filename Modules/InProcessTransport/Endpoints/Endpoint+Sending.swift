internal import Messaging

extension Endpoint {
  /// Sends a copy of `bytes`.
  mutating func send(copying bytes: UnsafeRawBufferPointer) -> TransferResult {
    guard bytes.count <= Ring.inlineCapacity else { return sendBlock(copying: bytes) }
    if role == .publish { return publish(bytes) }
    return transmit { $0.put(inline: bytes) }
  }

  /// Sends a message; on success `message` is left empty.
  mutating func send(_ message: inout InProcess.MessageStorage) -> TransferResult {
    guard let block = message.block else {
      return send(copying: UnsafeRawBufferPointer(start: nil, count: 0))
    }
    let result: TransferResult
    if role == .publish {
      result = publish(block.buffer, in: block)
    } else if block.count <= Ring.inlineCapacity {
      result = transmit { $0.put(inline: block.buffer) }
      // Freed here, on the thread that most likely made it.
      if result.isSuccess { block.release() }
    } else {
      result = transmit({ $0.put(block) }, orDrop: { block.release() })
    }
    if result.isSuccess { message.block = nil }
    return result
  }

  /// Sends a copy of bytes that do not fit into a slot.
  @inline(never)
  private mutating func sendBlock(copying bytes: UnsafeRawBufferPointer) -> TransferResult {
    if role == .publish { return publish(bytes) }
    // Before the copy is made, in vain perhaps.
    guard isCurrent() else { return Fault.closed.result }
    if case .failure(let fault) = selectOutlet() { return fault.result }
    guard let block = Block(copying: bytes) else { return Fault.outOfResources.result }
    let result = transmit({ $0.put(block) }, orDrop: { block.release() })
    if !result.isSuccess { block.release() }
    return result
  }

  /// Puts a message into the ring whose turn it is.
  ///
  /// - Parameters:
  ///   - put: Puts it there.
  ///   - drop: Disposes of it when there is nobody any more to whom it could go.
  @inline(__always)
  private mutating func transmit(
    _ put: (inout Outlet) -> Void, orDrop drop: () -> Void = {}
  ) -> TransferResult {
    guard isCurrent() else { return Fault.closed.result }
    switch selectOutlet() {
    case .failure(let fault): return fault.result
    case .nobody: drop()
    case .outlet(let index):
      put(&outlets[index])
      outlets.endTurn(of: index)
      if role == .request {
        exchange = .awaitingReply(ObjectIdentifier(outlets[index].link))
        return .success(0)
      }
    }
    if role == .reply { exchange = .idle }
    return .success(0)
  }

  private enum Selection {
    case outlet(Int)
    case nobody
    case failure(Fault)
  }

  @inline(__always)
  private mutating func selectOutlet() -> Selection {
    switch role {
    case .pair, .push: nextOutlet()
    case .request: mayRequest() ? nextOutlet() : .failure(.invalidState)
    case .reply: outletToRequester()
    case .pull, .publish, .subscribe: .failure(.unsupported)
    }
  }

  /// The next outlet with room.
  @inline(__always)
  private mutating func nextOutlet() -> Selection {
    var index = outlets.turn
    for _ in 0..<outlets.count {
      if outlets[index].hasRoom { return .outlet(index) }
      index = outlets.index(after: index)
    }
    return .failure(.wouldBlock)
  }

  /// Whether no reply is outstanding any more.
  private mutating func mayRequest() -> Bool {
    if exchange == .idle { return true }
    removeExhaustedInlets()
    return exchange == .abandoned
  }

  private mutating func outletToRequester() -> Selection {
    switch exchange {
    case .owingReply(let link):
      // There is room: a requester has one request on its way, and so one reply.
      guard let index = outlets.firstIndex(where: { ObjectIdentifier($0.link) == link })
      else { return .nobody }
      return outlets[index].hasRoom ? .outlet(index) : .failure(.wouldBlock)
    case .owingNobody: return .nobody
    case .idle, .awaitingReply, .abandoned: return .failure(.invalidState)
    }
  }

  // MARK: Publishing

  /// Sends to every subscriber that wants the message and has room. Bytes that do not fit into a slot are
  /// shared by all.
  ///
  /// - Parameter block: Where the bytes are, if they are a message's, which is consumed on success.
  private mutating func publish(
    _ bytes: UnsafeRawBufferPointer, in block: Block? = nil
  ) -> TransferResult {
    guard isCurrent() else { return Fault.closed.result }
    var shared = block
    for index in 0..<outlets.count
    where outlets[index].filter.matches(bytes) && outlets[index].hasRoom {
      if bytes.count <= Ring.inlineCapacity {
        outlets[index].put(inline: bytes)
      } else {
        if shared == nil { shared = Block(copying: bytes) }
        guard let shared else { return Fault.outOfResources.result }
        shared.retain()
        outlets[index].put(shared)
      }
    }
    shared?.release()
    return .success(0)
  }

  // MARK: Waiting

  /// Why sending would fail; `nil` when some ring has room.
  var obstacleToSending: Fault? {
    mutating get {
      guard role != .publish, case .failure(let fault) = selectOutlet() else { return nil }
      return fault
    }
  }

  /// Whether some ring has room for many messages, where there can be many on the way.
  var canSendMany: Bool {
    mutating get {
      if role == .publish || role.isLockStep { return true }
      for index in 0..<outlets.count where outlets[index].hasAmpleRoom { return true }
      return false
    }
  }
}
