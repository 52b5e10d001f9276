internal import InProcessTransport

/// What is to become of the messages in a link's queues, in their order. Guarded by the ``Timeline``'s lock.
final class LinkTraffic {
  let wire: Wire
  private var fates: (fromConnector: [Fate], fromBinder: [Fate]) = ([], [])

  init(of wire: Wire) { self.wire = wire }

  /// What is to become of a message.
  struct Fate {
    let number: Int
    /// Whether it is dropped when the receiver looks.
    var isLost = false
    /// When it arrives; `nil` for at once.
    var arrival: Duration?
    /// How often it arrives besides.
    var copies = 0
    /// How many later messages arrive before it.
    var overtakers = 0
  }

  subscript(way: Way) -> [Fate] {
    get { way.isFromConnector ? fates.fromConnector : fates.fromBinder }
    set {
      if way.isFromConnector { fates.fromConnector = newValue } else { fates.fromBinder = newValue }
    }
  }

  /// Loses all messages that were not received.
  ///
  /// - Parameter report: Is told of each that was not lost before.
  func loseAll(report: (Lane, Int) -> Void) {
    Self.lose(&fates.fromConnector) { report(wire.fromConnector, $0) }
    Self.lose(&fates.fromBinder) { report(wire.fromBinder, $0) }
  }

  private static func lose(_ fates: inout [Fate], report: (Int) -> Void) {
    for index in fates.indices where !fates[index].isLost {
      fates[index].isLost = true
      report(fates[index].number)
    }
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
  var lane: Lane { isFromConnector ? traffic.wire.fromConnector : traffic.wire.fromBinder }
}
