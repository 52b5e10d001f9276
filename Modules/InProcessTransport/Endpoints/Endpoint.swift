internal import Messaging
internal import Synchronization

/// What only the owner of a socket touches: its sides of the links, and whose turn it is.
struct Endpoint: ~Copyable {
  let role: Role
  let names: NameSpace
  let mailbox: Mailbox

  var outlets = RoundRobin<Outlet>()
  var inlets = RoundRobin<Inlet>()

  /// Where a request or reply socket is in its alternation.
  var exchange = Exchange.idle

  var patience = Patience()

  var isShutDown = false

  init(_ mailbox: Mailbox, in names: NameSpace) {
    role = mailbox.role
    self.names = names
    self.mailbox = mailbox
  }

  /// The alternation of sending and receiving. Links are named by identity, which holds as long as the
  /// inlet does: removing the inlet resets it.
  enum Exchange: Equatable {
    /// A request may be sent, or received.
    case idle
    /// A request was sent, and its reply is to come from this link.
    case awaitingReply(ObjectIdentifier)
    /// A request was sent, and its replier is gone.
    case abandoned
    /// A request was received from this link.
    case owingReply(ObjectIdentifier)
    /// A request was received, and its requester is gone.
    case owingNobody
  }

  // MARK: Endpoints

  mutating func bind(to name: String?) throws(TransportFailure) -> String {
    try names.bind(mailbox, to: name)
  }

  mutating func connect(to name: String) throws(TransportFailure) {
    try names.connect(mailbox, to: name)
  }

  mutating func unbind(from name: String) throws(TransportFailure) {
    try names.unbind(mailbox, from: name)
    applyChanges()
  }

  mutating func disconnect(from name: String) throws(TransportFailure) {
    try names.disconnect(mailbox, from: name)
    applyChanges()
  }

  mutating func changeSubscriptions(
    _ body: (inout Subscriptions) throws(TransportFailure) -> Void
  ) throws(TransportFailure) {
    try names.changeSubscriptions(of: mailbox, body)
  }

  /// Leaves the name space and drops what was not received.
  mutating func close() {
    apply(names.close(mailbox))
    for index in 0..<inlets.count { inlets[index].drain() }
  }
}
