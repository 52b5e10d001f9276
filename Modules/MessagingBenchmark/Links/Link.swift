/// What is between the sockets of an arm's two ends, beside their pattern.
@usableFromInline
enum Link: Hashable, Sendable {
  /// Nothing.
  case plain
  /// Sockets that name each other in front of each message.
  case routers
  /// Messages of two parts, the first of which is ``head``.
  case twoParts
  /// Encryption.
  case encrypted

  static var head: StaticString { "envelope" }
}
