internal import Messaging

extension Endpoint {
  /// Why a transfer would fail now.
  mutating func currentObstacle(to direction: Direction) -> Fault? {
    guard isCurrent() else { return .closed }
    removeExhaustedInlets()
    return obstacle(to: direction)
  }

  /// The ways out.
  mutating func outgoing() -> [Way.Outgoing] {
    _ = isCurrent()
    return (0..<outlets.count).map { index in
      Way.Outgoing(
        way: Way(link: outlets[index].link, sender: mailbox), messageCount: outlets[index].position)
    }
  }

  /// The ways in, from the one whose turn it is.
  mutating func incoming() -> [Way.Incoming] {
    _ = isCurrent()
    removeExhaustedInlets()
    return (0..<inlets.count).map { offset in
      let index = (inlets.turn + offset) % inlets.count
      let link = inlets[index].link
      return Way.Incoming(way: Way(link: link, sender: link.peer(of: mailbox)), index: index)
    }
  }
}
