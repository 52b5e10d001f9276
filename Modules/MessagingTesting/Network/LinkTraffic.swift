internal import InProcessTransport

/// What is to become of the messages in a link's queues, in their order. Guarded by the ``Timeline``'s lock.
final class LinkTraffic {
  let connection: FaultyConnection
  private var fromConnector = Queue()
  private var fromBinder = Queue()

  init(of connection: FaultyConnection) { self.connection = connection }

  /// What is to become of the messages in one queue, the next one first.
  struct Queue {
    private var fates: [Fate] = []
    private var start = 0

    var first: Fate? { start < fates.count ? fates[start] : nil }

    mutating func append(_ fate: Fate) { fates.append(fate) }

    mutating func removeFirst() -> Fate {
      defer {
        start += 1
        // Half of the array at a time, so that removing is O(1) on average.
        if 2 * start >= fates.count {
          fates.removeFirst(start)
          start = 0
        }
      }
      return fates[start]
    }

    /// Loses all.
    ///
    /// - Parameter report: Is told the number of each that was not lost before.
    mutating func loseAll(report: (Int) -> Void) {
      for index in fates.indices.dropFirst(start) where !fates[index].isLost {
        fates[index].isLost = true
        report(fates[index].number)
      }
    }
  }

  subscript(way: Way) -> Queue {
    get { way.isFromConnector ? fromConnector : fromBinder }
    _modify {
      if way.isFromConnector { yield &fromConnector } else { yield &fromBinder }
    }
  }

  /// Loses all messages that were not received.
  ///
  /// - Parameter report: Is told of each that was not lost before.
  func loseAll(report: (MessageStream, Int) -> Void) {
    fromConnector.loseAll { report(connection.fromConnector, $0) }
    fromBinder.loseAll { report(connection.fromBinder, $0) }
  }
}

extension Way {
  /// What a network keeps with the link.
  var traffic: LinkTraffic {
    guard let traffic = companion as? LinkTraffic else {
      preconditionFailure("a network follows all links of its transport")
    }
    return traffic
  }

  /// What messages on this way are numbered in.
  var stream: MessageStream {
    isFromConnector ? traffic.connection.fromConnector : traffic.connection.fromBinder
  }
}
