/// A user's name and password, of up to 255 bytes each. The password shows up in no description, error or mirror.
public struct Credentials: Hashable, Sendable {
  /// The user's name.
  public let user: String

  /// The password.
  public let password: String

  /// A name and a password.
  public init(user: String, password: String) {
    self.user = user
    self.password = password
  }
}

extension Credentials: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// The user's name.
  public var description: String { "credentials of \(user)" }

  /// The user's name.
  public var debugDescription: String { description }

  /// The user's name.
  public var customMirror: Mirror { Mirror(self, children: ["user": user]) }
}
