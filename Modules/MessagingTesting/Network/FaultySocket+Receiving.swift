internal import InProcessTransport
internal import Messaging

extension FaultySocket {
  /// Receives the next message that arrives.
  func receive(into message: inout InProcess.MessageStorage) -> TransferResult {
    if let refusal = refusalToReceive { return .failure(refusal) }
    switch nextArrival() {
    case nil: return .failure(InProcess.wouldBlock)
    case .aside(let index):
      let aside = asides.remove(at: index)
      InProcess.release(&message)
      message = aside.message
      InProcess.oweReplyToNobody(on: &base)
      return .success(InProcess.byteCount(of: message))
    case .queued(let incoming):
      let result = take(incoming, into: &message)
      if result.isSuccess { countArrival(in: incoming.way.stream) }
      return result
    }
  }

  /// Why the socket may not receive, whatever there is; `nil` when it may.
  var refusalToReceive: Int32? {
    let obstacle = InProcess.obstacle(to: .receiving, on: &base)
    return obstacle == InProcess.wouldBlock ? nil : obstacle
  }

  /// Whether a message has arrived.
  var hasArrival: Bool { nextArrival() != nil }

  private enum Arrival {
    /// By its index in ``FaultySocket/asides``.
    case aside(Int)
    case queued(Way.Incoming)
  }

  /// The next message that arrives; `nil` when none has.
  private func nextArrival() -> Arrival? {
    if let index = asides.firstIndex(where: { $0.overtakers <= 0 }) { return .aside(index) }
    let incoming = InProcess.incoming(of: &base)
    // Earlier links first: what is left of one keeps back what came through its successor.
    for way in incoming.sorted(by: { $0.index < $1.index }) where isFirst(way, of: incoming) { settle(way) }
    if let way = incoming.first(where: { isFirst($0, of: incoming) && hasArrival(on: $0) }) {
      return .queued(way)
    }
    // Nothing can overtake any more what came through a connection that is gone, perhaps since its last message was put aside.
    let remaining = asides.isEmpty ? [] : InProcess.incoming(of: &base)
    let index = asides.firstIndex { aside in !remaining.contains { $0.way.stream === aside.stream } }
    return index.map { .aside($0) }
  }

  /// Whether no earlier link of the same connection has messages left, which were sent before.
  private func isFirst(_ incoming: Way.Incoming, of all: [Way.Incoming]) -> Bool {
    !all.contains {
      $0.index < incoming.index && $0.way.stream === incoming.way.stream
        && InProcess.hasMessage(at: $0.index, on: &base)
    }
  }

  /// Drops what is lost and puts aside what is overtaken, up to a message that has its turn.
  private func settle(_ incoming: Way.Incoming) {
    let way = incoming.way
    while let fate = nextFate(on: incoming) {
      if fate.isLost {
        InProcess.discardMessage(at: incoming.index, on: &base)
        _ = way.traffic[way].removeFirst()
      } else if fate.overtakers > 0, hasArrived(fate) {
        var message = InProcess.makeEmptyMessage()
        // Without memory it is overtaken by none.
        guard take(incoming, into: &message).isSuccess else { return }
        asides.append(Aside(message: message, stream: way.stream, overtakers: fate.overtakers))
      } else {
        return
      }
    }
  }

  private func hasArrival(on incoming: Way.Incoming) -> Bool {
    nextFate(on: incoming).map(hasArrived) ?? false
  }

  private func hasArrived(_ fate: Fate) -> Bool {
    fate.arrival.map { $0 <= network.timeline.now } ?? true
  }

  /// What is to become of the next message on a way; `nil` when there is none.
  private func nextFate(on incoming: Way.Incoming) -> Fate? {
    guard InProcess.hasMessage(at: incoming.index, on: &base) else { return nil }
    return incoming.way.traffic[incoming.way].first
  }

  /// Takes a message out of its queue, and puts its copies aside.
  private func take(
    _ incoming: Way.Incoming, into message: inout InProcess.MessageStorage
  ) -> TransferResult {
    let way = incoming.way
    InProcess.giveTurn(to: incoming.index, on: &base)
    let result = InProcess.receive(into: &message, on: &base, mayBlock: false)
    guard result.isSuccess else { return result }
    let fate = way.traffic[way].removeFirst()
    // A request socket takes one reply.
    if way.stream.sender != Pattern<InProcess>.reply.name {
      for _ in 0..<fate.copies {
        asides.append(
          Aside(message: InProcess.share(message), stream: way.stream, overtakers: fate.overtakers))
      }
    }
    return result
  }

  /// Brings those nearer that wait for later messages of a stream to arrive.
  private func countArrival(in stream: MessageStream) {
    for index in asides.indices where asides[index].stream === stream { asides[index].overtakers -= 1 }
  }
}
