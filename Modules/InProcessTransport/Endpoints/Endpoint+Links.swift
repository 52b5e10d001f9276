internal import Messaging
internal import Synchronization

extension Endpoint {
  /// Whether the socket's links are as the name space has them; brings them there first.
  ///
  /// - Returns: `false` after a shutdown.
  @inline(__always)
  mutating func isCurrent() -> Bool {
    !mailbox.hasChanges.load(ordering: .relaxed) || applyChanges()
  }

  /// Brings the links to where the name space has them.
  ///
  /// - Returns: `false` after a shutdown.
  @inline(never)
  @discardableResult
  mutating func applyChanges() -> Bool {
    apply(names.takeChanges(of: mailbox))
    return !isShutDown
  }

  mutating func apply(_ changes: [Mailbox.Change]) {
    for change in changes {
      switch change {
      case .attached(let link): attach(link)
      case .ended(let link): end(link)
      case .subscriptions: updateFilters()
      case .shutdown: isShutDown = true
      }
    }
    removeExhaustedInlets()
    // Stays set, so that every operation comes here.
    if isShutDown { mailbox.hasChanges.store(true, ordering: .relaxed) }
  }

  private mutating func attach(_ link: Link) {
    if let ring = link.outgoing(of: mailbox) {
      outlets.append(Outlet(ring, of: link, to: link.peer(of: mailbox)))
      if role == .publish { updateFilter(at: outlets.count - 1) }
    }
    if let ring = link.incoming(of: mailbox) {
      inlets.append(Inlet(ring, of: link, from: link.peer(of: mailbox)))
    }
  }

  /// Stops sending through the link, and receives only what is in its ring.
  private mutating func end(_ link: Link) {
    if let index = outlets.firstIndex(where: { $0.link === link }) {
      outlets.remove(at: index).finish()
    }
    if let index = inlets.firstIndex(where: { $0.link === link }) {
      inlets[index].isEnding = true
      // A reply that comes later would be taken for the next request's.
      if role == .request && inlets[index].next == nil { removeInlet(at: index) }
    }
    if exchange == .owingReply(ObjectIdentifier(link)) { exchange = .owingNobody }
  }

  /// Removes the inlets from which nothing can come any more.
  mutating func removeExhaustedInlets() {
    for index in (0..<inlets.count).reversed() where inlets[index].isExhausted {
      removeInlet(at: index)
    }
  }

  private mutating func removeInlet(at index: Int) {
    let link = ObjectIdentifier(inlets[index].link)
    if exchange == .awaitingReply(link) { exchange = .abandoned }
    if exchange == .owingReply(link) { exchange = .owingNobody }
    inlets.remove(at: index)
  }

  private mutating func updateFilters() {
    for index in 0..<outlets.count { updateFilter(at: index) }
  }

  private mutating func updateFilter(at index: Int) {
    let subscriber = outlets[index].link.peer(of: mailbox)
    guard let latest = names.filter(of: subscriber, newerThan: outlets[index].filterVersion)
    else { return }
    outlets[index].filter = latest.filter
    outlets[index].filterVersion = latest.version
  }
}
