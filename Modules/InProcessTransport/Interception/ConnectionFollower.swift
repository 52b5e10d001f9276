/// Keeps something of its own with each connection of a transport, for a transport around it.
///
/// Its methods are called in a call that connects or binds, or that ends a link, with the lock of the name space held: they
/// use no socket.
package protocol ConnectionFollower: Sendable {
  /// A socket begins to connect to `inproc://name`.
  ///
  /// - Returns: What is kept with the connection until the socket disconnects, however often it is linked.
  func connectionBegins(to name: String) -> AnyObject

  /// A connection is linked with a peer.
  ///
  /// - Parameter connection: What ``connectionBegins(to:)`` returned.
  /// - Returns: What is kept with the link, as long as there are messages in it.
  func linkBegins(of connection: AnyObject) -> AnyObject
}
