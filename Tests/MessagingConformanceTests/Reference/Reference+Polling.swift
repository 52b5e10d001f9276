import Messaging
import MessagingConformance
import Synchronization

extension Reference: PollingTransport {
  struct PollEntry {
    let identifier: Int
    let reference: Reference
    let interest: Readiness
    var readiness: Readiness = []
  }

  static func pollEntry(
    for socket: inout SocketHandle, interest: Readiness
  ) throws(TransportFailure) -> PollEntry {
    PollEntry(identifier: socket.identifier, reference: socket.reference, interest: interest)
  }

  static func poll(_ entries: inout [PollEntry], until deadline: Deadline) throws(TransportFailure) {
    let fault = entries.first?.reference.fault
    while true {
      for index in entries.indices {
        for (direction, readiness) in [(Direction.receiving, Readiness.receiving), (.sending, .sending)]
        where entries[index].interest.contains(readiness) {
          if try entries[index].isReady(for: direction) { entries[index].readiness.insert(readiness) }
        }
      }
      if entries.contains(where: { !$0.readiness.isEmpty }) { return }
      if deadline.remaining == .zero, fault != .missesDeadlines {
        if fault == .returnsLate { pause(.milliseconds(500)) }
        return
      }
      pause(.microseconds(50))
    }
  }

  static func readiness(of entry: PollEntry) -> Readiness { entry.readiness }
}

extension Reference.PollEntry {
  fileprivate func isReady(for direction: Direction) throws(TransportFailure) -> Bool {
    let identifier = identifier
    let obstacle = reference.state.withLock { $0.obstacle(to: direction, on: identifier) }
    if obstacle == Reference.Number.closed {
      throw TransportFailure(Reference.Number.closed, of: Reference.self)
    }
    switch reference.fault {
    case .claimsReadiness: return true
    case .overlooksWhatIsThere, .blocksForever: return false
    default: return obstacle == nil
    }
  }
}
