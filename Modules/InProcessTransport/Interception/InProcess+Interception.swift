package import Messaging
package import POSIXSupport

// What a transport around this one sees and changes between a message's sending and its receiving. Nothing here is part of
// a transfer of this transport's own.
extension InProcess {
  /// Why a transfer would fail now, as its error number; `nil` when it would not.
  package static func obstacle(to direction: Direction, on socket: inout SocketHandle) -> Int32? {
    socket.endpoint.pointee.currentObstacle(to: direction)?.rawValue
  }

  /// The ways out of the socket.
  package static func outgoing(of socket: inout SocketHandle) -> [Way.Outgoing] {
    socket.endpoint.pointee.outgoing()
  }

  /// The ways into the socket, from the one whose turn it is.
  package static func incoming(of socket: inout SocketHandle) -> [Way.Incoming] {
    socket.endpoint.pointee.incoming()
  }

  /// Whether there is a message on the way at `index`.
  package static func hasMessage(at index: Int, on socket: inout SocketHandle) -> Bool {
    socket.endpoint.pointee.inlets[index].next != nil
  }

  /// Has the next message received be that on the way at `index`, where there has to be one.
  package static func giveTurn(to index: Int, on socket: inout SocketHandle) {
    socket.endpoint.pointee.inlets.giveTurn(to: index)
  }

  /// Drops the message on the way at `index`, where there has to be one, as if it had not been sent: a request socket goes
  /// on waiting for its reply, and a reply socket for a request.
  package static func discardMessage(at index: Int, on socket: inout SocketHandle) {
    socket.endpoint.pointee.inlets[index].discard()
  }

  /// Has a reply socket owe a reply to nobody, so that it sends one to nowhere; other sockets owe none.
  package static func oweReplyToNobody(on socket: inout SocketHandle) {
    if socket.endpoint.pointee.role == .reply { socket.endpoint.pointee.exchange = .owingNobody }
  }

  /// Where the socket's thread waits for what peers do.
  package static func parker(of socket: borrowing SocketHandle) -> Parker {
    socket.endpoint.pointee.mailbox.parker
  }

  /// Ends the link that a way is of. As after a disconnect, what is in it stays receivable.
  ///
  /// - Returns: The connection; `nil` when the link ended before.
  package static func sever(_ way: Way, of socket: inout SocketHandle) -> Way.Severed? {
    let names = socket.endpoint.pointee.names
    guard let connection = names.sever(way.link) else { return nil }
    socket.endpoint.pointee.applyChanges()
    return Way.Severed(names: names, connection: connection)
  }

  /// A second message with the same bytes, which both share.
  package static func share(_ message: borrowing MessageStorage) -> MessageStorage {
    message.block?.retain()
    return MessageStorage(message.block)
  }

  /// The message's size in bytes.
  package static func byteCount(of message: borrowing MessageStorage) -> Int { message.block?.count ?? 0 }
}
