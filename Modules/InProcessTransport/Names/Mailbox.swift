internal import Messaging
internal import POSIXSupport
internal import Synchronization

/// What others may touch of a socket: where they leave changes to its links, and wake it.
///
/// The properties that change are guarded by the lock of the name space.
final class Mailbox: @unchecked Sendable {
  let role: Role
  let sendLimit: Int
  let receiveLimit: Int
  let parker = Parker()

  /// Whether there are changes to take. The owner looks at it in every operation; a relaxed load is enough,
  /// since taking the changes takes the lock.
  let hasChanges = Atomic<Bool>(false)

  /// A change to the links that the owner has not seen yet.
  enum Change {
    case attached(Link)
    case ended(Link)
    case subscriptions
    case shutdown
  }

  private var changes: [Change] = []

  var links: [Link] = []
  var boundNames: [String] = []
  var connections: [Connection] = []
  var subscriptions = Subscriptions()

  init(role: Role, options: SocketOptions) {
    self.role = role
    sendLimit = options.sendQueue.messages
    receiveLimit = options.receiveQueue.messages
  }

  /// Whether another peer is not wanted.
  var isTaken: Bool { role.isExclusive && !links.isEmpty }

  /// Takes the changes, with the lock held. After a shutdown the owner keeps being told.
  func takeChanges() -> [Change] {
    defer { changes = [] }
    hasChanges.store(false, ordering: .relaxed)
    return changes
  }

  /// Tells the owner of a change, with the lock held.
  func post(_ change: Change) {
    switch change {
    case .ended(let link):
      if cancelAttaching(link) { return }
    case .subscriptions:
      if case .subscriptions = changes.last { return }
    case .attached, .shutdown: break
    }
    changes.append(change)
    hasChanges.store(true, ordering: .sequentiallyConsistent)
    atomicMemoryFence(ordering: .sequentiallyConsistent)
    parker.wake()
  }

  /// Drops a link of which the owner never heard and that brought nothing, so that peers that come and go
  /// do not fill the memory of an idle socket.
  private func cancelAttaching(_ link: Link) -> Bool {
    let index = changes.firstIndex { change in
      if case .attached(let attached) = change { attached === link } else { false }
    }
    guard let index else { return false }
    link.outgoing(of: self)?.finish()
    if let incoming = link.incoming(of: self) {
      guard incoming.isFinished, incoming.message(at: 0) == nil else { return false }
    }
    changes.remove(at: index)
    return true
  }
}

/// A socket's wish to be connected to a name.
final class Connection {
  let mailbox: Mailbox
  let name: String
  var link: Link?

  /// What a ``ConnectionFollower`` keeps with the wish.
  let companion: AnyObject?

  /// Whether no link is to be made for now.
  var isSevered = false

  init(of mailbox: Mailbox, to name: String, companion: AnyObject?) {
    self.mailbox = mailbox
    self.name = name
    self.companion = companion
  }
}
