/// A connection between two sockets: a ring for each way that messages go.
///
/// Each side keeps the link until it is done with its rings. The rings, and the messages that nobody
/// took, are freed when both have let go.
final class Link: @unchecked Sendable {
  let name: String
  let connector: Mailbox
  let binder: Mailbox

  /// What a ``ConnectionFollower`` keeps with the link.
  let companion: AnyObject?

  private let toBinder: Ring?
  private let toConnector: Ring?

  /// A link without messages; `nil` when there is no memory for the rings.
  init?(from connector: Mailbox, to binder: Mailbox, name: String, companion: AnyObject? = nil) {
    self.name = name
    self.connector = connector
    self.binder = binder
    self.companion = companion
    toBinder = Self.makeRing(from: connector, to: binder)
    toConnector = Self.makeRing(from: binder, to: connector)
    guard (toBinder != nil) == connector.role.sends, (toConnector != nil) == binder.role.sends
    else { return nil }
  }

  deinit {
    toBinder?.destroy()
    toConnector?.destroy()
  }

  private static func makeRing(from sender: Mailbox, to receiver: Mailbox) -> Ring? {
    guard sender.role.sends else { return nil }
    return Ring(limit: sender.role.isLockStep ? 1 : min(sender.sendLimit, receiver.receiveLimit))
  }

  func peer(of mailbox: Mailbox) -> Mailbox { mailbox === connector ? binder : connector }

  /// The ring through which this side sends.
  func outgoing(of mailbox: Mailbox) -> Ring? { mailbox === connector ? toBinder : toConnector }

  /// The ring from which this side receives.
  func incoming(of mailbox: Mailbox) -> Ring? { mailbox === connector ? toConnector : toBinder }
}
