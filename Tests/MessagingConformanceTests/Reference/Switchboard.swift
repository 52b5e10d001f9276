import Messaging

/// The sockets of a ``Reference``, and who is connected to whom.
struct Switchboard {
  struct Member {
    let pattern: String
    let options: SocketOptions
    var addresses: [String] = []
    var peers: [Int] = []
    var inboxes: [Inbox] = []
    var subscriptions: [[UInt8]] = []
    /// Whose turn it is among peers and among inboxes.
    var sendTurn = 0
    var receiveTurn = 0
    /// Of a reply socket: who gets the reply. Of a request socket: from whom one is expected.
    var partner: Int?
  }

  /// What one peer sent to a member and was not received.
  struct Inbox {
    let sender: Int
    var messages: [Reference.MessageStorage] = []
  }

  let fault: Fault?
  var isShutDown = false
  var openSockets = 0
  var members: [Int: Member] = [:]
  var transfers = 0
  private var connections: [(member: Int, address: String)] = []
  private var lastNumber = 0

  init(fault: Fault?) { self.fault = fault }

  private mutating func nextNumber() -> Int {
    lastNumber += 1
    return lastNumber
  }

  mutating func open(_ pattern: String, options: SocketOptions) -> Int {
    let identifier = nextNumber()
    members[identifier] = Member(pattern: pattern, options: options)
    openSockets += 1
    return identifier
  }

  mutating func close(_ identifier: Int) {
    members[identifier] = nil
    connections.removeAll { $0.member == identifier }
    if fault == .ignoresLinger {
      for key in members.keys { members[key]?.inboxes.removeAll { $0.sender == identifier } }
    }
    if fault != .leaksSockets { openSockets -= 1 }
    relink()
  }

  mutating func bind(_ identifier: Int, to address: Address) throws(TransportFailure) -> String {
    let name = address.isWildcard ? "inproc://reference-\(nextNumber())" : address.description
    if members.values.contains(where: { $0.addresses.contains(name) }) {
      guard fault == .stealsAddresses else {
        throw TransportFailure(.addressInUse, "another socket is bound there")
      }
      for key in members.keys { members[key]?.addresses.removeAll { $0 == name } }
    }
    members[identifier]?.addresses.append(name)
    relink()
    return name
  }

  mutating func unbind(_ identifier: Int, from address: String) throws(TransportFailure) {
    guard let place = members[identifier]?.addresses.firstIndex(of: address) else {
      throw TransportFailure(.addressNotAvailable, "the socket is not bound there")
    }
    members[identifier]?.addresses.remove(at: place)
    relink()
  }

  mutating func connect(_ identifier: Int, to address: String) {
    connections.append((identifier, address))
    relink()
  }

  mutating func disconnect(_ identifier: Int, from address: String) throws(TransportFailure) {
    let place = connections.firstIndex { $0.member == identifier && $0.address == address }
    guard let place else {
      throw TransportFailure(.addressNotAvailable, "the socket is not connected there")
    }
    connections.remove(at: place)
    relink()
  }

  /// Finds everybody's peers anew, older connections first, so that they keep theirs.
  private mutating func relink() {
    for key in members.keys { members[key]?.peers = [] }
    for (connecting, address) in connections {
      let binding = members.first { $0.value.addresses.contains(address) }?.key
      guard let binding, let left = members[connecting], let right = members[binding],
        Self.counterparts[left.pattern] == right.pattern, !left.peers.contains(binding),
        left.pattern != "pair" || (left.peers.isEmpty && right.peers.isEmpty)
      else { continue }
      members[connecting]?.peers.append(binding)
      members[binding]?.peers.append(connecting)
    }
  }

  private static let counterparts = [
    "pair": "pair", "push": "pull", "pull": "push", "publish": "subscribe", "subscribe": "publish",
    "request": "reply", "reply": "request",
  ]
}
