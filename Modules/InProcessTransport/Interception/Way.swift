internal import POSIXSupport

/// The way from one socket to another through a link.
package struct Way {
  let link: Link
  let sender: Mailbox

  /// What a ``ConnectionFollower`` keeps with the link.
  package var companion: AnyObject? { link.companion }

  /// Whether messages go from the socket that connected to the one that is bound.
  package var isFromConnector: Bool { link.connector === sender }

  /// Has the receiver look again, if it waits. From any thread.
  package func wakeReceiver() { link.peer(of: sender).parker.wake() }

  /// The way out of a socket, and how many messages have gone through it.
  package struct Outgoing {
    package let way: Way
    package let messageCount: Int
  }

  /// The way into a socket.
  package struct Incoming {
    package let way: Way
    /// Where it is among those into the socket, until the socket's next operation. Of two ways of one connection, the
    /// later link's has the greater index.
    package let index: Int
  }

  /// A connection without a link, which is not linked until ``restore()``.
  package struct Severed {
    let names: NameSpace
    let connection: Connection

    /// Lets the connection be linked again. From any thread.
    package func restore() { names.restore(connection) }
  }
}
