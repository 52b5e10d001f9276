/// Transports by name, for programs that let a person choose one at run time.
///
///     let registry = TransportRegistry([
///       .init(InProcess.name) { InProcess() },
///     ])
///     let transport: any Transport = try registry.make("inprocess")
public struct TransportRegistry: Sendable {
  /// A transport's name and how to make one.
  public struct Entry: Sendable {
    /// The name by which it is chosen.
    public let name: String

    let make: @Sendable () throws(MessagingError) -> any Transport

    /// Names a way of making a transport.
    public init(
      _ name: String, make: @escaping @Sendable () throws(MessagingError) -> any Transport
    ) {
      self.name = name
      self.make = make
    }
  }

  private let entries: [Entry]

  /// A registry of these transports, in the order in which they are listed to people.
  public init(_ entries: [Entry]) { self.entries = entries }

  /// The names that ``make(_:)`` takes.
  public var names: [String] { entries.map(\.name) }

  /// Makes the transport of this name.
  ///
  /// - Throws: ``MessagingError`` with ``MessagingError/Code/unsupported`` for a name that is not listed, or what
  ///   making the transport throws.
  public func make(_ name: String) throws(MessagingError) -> any Transport {
    guard let entry = entries.first(where: { $0.name == name }) else {
      throw MessagingError(
        TransportFailure(
          .unsupported, "no transport of this name; there is \(names.joined(separator: ", "))"),
        during: .open, of: name)
    }
    return try entry.make()
  }
}
