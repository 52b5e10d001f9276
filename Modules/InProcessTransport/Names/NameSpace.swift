internal import Messaging

/// Who is bound to which name and who wants to connect there. Makes and ends the links.
///
/// One lock guards this, and what is said to be guarded in ``Mailbox``. No transfer of a message takes it.
final class NameSpace: @unchecked Sendable {
  private let lock = Lock()
  private var sockets: [ObjectIdentifier: Mailbox] = [:]
  private var binders: [String: Mailbox] = [:]
  private var connections: [String: [Connection]] = [:]
  private var chosenNames = 0
  private var isShutDown = false
  private let follower: (any ConnectionFollower)?

  init(follower: (any ConnectionFollower)? = nil) { self.follower = follower }

  // MARK: Sockets

  func open(_ mailbox: Mailbox) throws(TransportFailure) {
    try lock.withLock { () throws(TransportFailure) in
      try checkOpen()
      sockets[ObjectIdentifier(mailbox)] = mailbox
    }
  }

  /// Ends everything that the socket is part of.
  ///
  /// - Returns: The links of which the owner had not heard yet.
  func close(_ mailbox: Mailbox) -> [Mailbox.Change] {
    lock.withLock {
      sockets[ObjectIdentifier(mailbox)] = nil
      // Before peers are told that the links ended: they look whether more can come.
      for link in mailbox.links { link.outgoing(of: mailbox)?.finish() }
      for name in mailbox.boundNames { binders[name] = nil }
      for connection in mailbox.connections { remove(connection) }
      mailbox.boundNames = []
      mailbox.connections = []
      end(mailbox.links)
      return mailbox.takeChanges()
    }
  }

  func shutdown() {
    lock.withLock {
      guard !isShutDown else { return }
      isShutDown = true
      for mailbox in sockets.values { mailbox.post(.shutdown) }
    }
  }

  func takeChanges(of mailbox: Mailbox) -> [Mailbox.Change] {
    lock.withLock { mailbox.takeChanges() }
  }

  // MARK: Names

  /// Binds the socket to `name`, or to one that is chosen.
  func bind(_ mailbox: Mailbox, to name: String?) throws(TransportFailure) -> String {
    try lock.withLock { () throws(TransportFailure) in
      try checkOpen()
      let name = name ?? unusedName()
      guard binders[name] == nil else {
        throw TransportFailure(.addressInUse, "another socket is bound to this name")
      }
      binders[name] = mailbox
      mailbox.boundNames.append(name)
      do throws(TransportFailure) {
        try makeLinks(at: name)
      } catch {
        removeBinding(of: mailbox, to: name)
        throw error
      }
      return name
    }
  }

  func unbind(_ mailbox: Mailbox, from name: String) throws(TransportFailure) {
    try lock.withLock { () throws(TransportFailure) in
      try checkOpen()
      guard binders[name] === mailbox else {
        throw TransportFailure(.addressNotAvailable, "the socket is not bound to this name")
      }
      removeBinding(of: mailbox, to: name)
    }
  }

  func connect(_ mailbox: Mailbox, to name: String) throws(TransportFailure) {
    try lock.withLock { () throws(TransportFailure) in
      try checkOpen()
      let connection = Connection(
        of: mailbox, to: name, companion: follower?.connectionBegins(to: name))
      mailbox.connections.append(connection)
      connections[name, default: []].append(connection)
      do throws(TransportFailure) {
        try makeLinks(at: name)
      } catch {
        mailbox.connections.removeLast()
        remove(connection)
        throw error
      }
    }
  }

  func disconnect(_ mailbox: Mailbox, from name: String) throws(TransportFailure) {
    try lock.withLock { () throws(TransportFailure) in
      try checkOpen()
      guard let index = mailbox.connections.firstIndex(where: { $0.name == name }) else {
        throw TransportFailure(.addressNotAvailable, "the socket is not connected to this name")
      }
      let connection = mailbox.connections.remove(at: index)
      remove(connection)
      if let link = connection.link { end([link]) }
    }
  }

  private func checkOpen() throws(TransportFailure) {
    guard !isShutDown else { throw TransportFailure(Fault.closed.rawValue, of: InProcess.self) }
  }

  private func unusedName() -> String {
    while true {
      chosenNames += 1
      let name = "chosen-\(chosenNames)"
      if binders[name] == nil && connections[name] == nil { return name }
    }
  }

  private func removeBinding(of mailbox: Mailbox, to name: String) {
    binders[name] = nil
    mailbox.boundNames.removeAll { $0 == name }
    end(mailbox.links.filter { $0.binder === mailbox && $0.name == name })
  }

  private func remove(_ connection: Connection) {
    connections[connection.name]?.removeAll { $0 === connection }
    if connections[connection.name]?.isEmpty == true { connections[connection.name] = nil }
  }

  // MARK: Links

  /// Links those who wait for `name` with the socket that is bound to it, where the two belong together.
  private func makeLinks(at name: String) throws(TransportFailure) {
    guard let binder = binders[name] else { return }
    for connection in connections[name] ?? [] where connection.link == nil && !connection.isSevered {
      let connector = connection.mailbox
      guard connector !== binder, connector.role.counterpart == binder.role, !connector.isTaken,
        !binder.isTaken
      else { continue }
      let companion = connection.companion.flatMap { follower?.linkBegins(of: $0) }
      guard let link = Link(from: connector, to: binder, name: name, companion: companion) else {
        throw TransportFailure(.outOfResources, "no memory for the queue to a peer")
      }
      connection.link = link
      for mailbox in [connector, binder] {
        mailbox.links.append(link)
        mailbox.post(.attached(link))
      }
    }
  }

  /// Tells both sides that the links have ended, and gives those their turn who were turned away
  /// because of them.
  private func end(_ links: [Link]) {
    for link in links {
      for mailbox in [link.connector, link.binder] {
        mailbox.links.removeAll { $0 === link }
        mailbox.post(.ended(link))
      }
      link.connector.connections.first { $0.link === link }?.link = nil
    }
    for link in links {
      for mailbox in [link.connector, link.binder] where mailbox.role.isExclusive {
        for name in mailbox.boundNames + mailbox.connections.map(\.name) {
          // Without memory the peer stays waiting, as it was.
          try? makeLinks(at: name)
        }
      }
    }
  }

  /// Ends a link, and has none made in its place until ``restore(_:)``.
  ///
  /// - Returns: The connection that the link was of; `nil` when the link ended before.
  func sever(_ link: Link) -> Connection? {
    lock.withLock {
      guard let connection = link.connector.connections.first(where: { $0.link === link }) else { return nil }
      connection.isSevered = true
      end([link])
      return connection
    }
  }

  /// Lets links be made again, and makes one if that can be.
  func restore(_ connection: Connection) {
    lock.withLock {
      connection.isSevered = false
      // Without memory the connection stays waiting, as it was.
      try? makeLinks(at: connection.name)
    }
  }

  // MARK: Subscriptions

  func changeSubscriptions(
    of mailbox: Mailbox, _ body: (inout Subscriptions) throws(TransportFailure) -> Void
  ) throws(TransportFailure) {
    try lock.withLock { () throws(TransportFailure) in
      try checkOpen()
      let version = mailbox.subscriptions.version
      try body(&mailbox.subscriptions)
      guard mailbox.subscriptions.version != version else { return }
      for link in mailbox.links { link.peer(of: mailbox).post(.subscriptions) }
    }
  }

  /// The filter of the subscriber at the other end, if it changed since `version`.
  func filter(
    of subscriber: Mailbox, newerThan version: Int
  ) -> (filter: PrefixFilter, version: Int)? {
    lock.withLock {
      guard subscriber.subscriptions.version != version else { return nil }
      return (subscriber.subscriptions.filter, subscriber.subscriptions.version)
    }
  }
}
