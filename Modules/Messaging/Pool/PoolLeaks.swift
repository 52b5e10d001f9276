/// The buffers that have not come back to a pool, and where they were rented.
///
/// A buffer that a library still has, because its message was handed over and is being sent, is no leak; only a pool
/// that notes places can tell.
public struct PoolLeaks: Hashable, Sendable {
  /// A place in a program at which messages were rented.
  public struct Place: Hashable, Sendable {
    /// The file, as `Module/File.swift`.
    public let file: String
    /// The line.
    public let line: Int
  }

  /// How many buffers are out. With ``PoolOptions/recordsPlaces``, those in messages of the application only.
  public internal(set) var count: Int

  /// How many were rented at each place; empty without ``PoolOptions/recordsPlaces``.
  public internal(set) var places: [Place: Int]

  /// Whether nothing is out.
  public var isEmpty: Bool { count == 0 }
}

extension PoolLeaks: CustomStringConvertible {
  /// The count, and a line for each place, the most frequent first.
  public var description: String {
    let lines = places.sorted { ($1.value, $0.key.description) < ($0.value, $1.key.description) }
      .map { "\n  \($0.value) rented at \($0.key)" }
    return "\(count) buffer\(count == 1 ? " is" : "s are") out" + lines.joined()
  }
}

extension PoolLeaks.Place: CustomStringConvertible {
  /// `Module/File.swift:line`
  public var description: String { "\(file):\(line)" }
}
