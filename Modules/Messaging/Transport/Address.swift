/// An address as `scheme://location`, checked before a library sees it.
public struct Address: Hashable, Sendable, CustomStringConvertible {
  /// The part before `://`, such as `tcp`, `ipc` or `inproc`.
  public let scheme: String

  /// The part after `://`, not empty.
  public let location: String

  /// Splits an address.
  ///
  /// - Throws: ``TransportFailure`` with ``MessagingError/Code/invalidAddress`` when it has no scheme or no location, has
  ///   more than ``maximumLength`` bytes, is of `tcp` and has no port from 0 to 65535, or contains a NUL character,
  ///   which a C library would take for its end.
  public init(_ text: String) throws(TransportFailure) {
    guard !text.utf8.contains(0) else {
      throw TransportFailure(.invalidAddress, "the address contains a NUL character")
    }
    guard let separator = Self.separator(in: text) else {
      throw TransportFailure(
        .invalidAddress, "an address is scheme://location, such as tcp://127.0.0.1:5555")
    }
    self.scheme = String(text[..<separator.lowerBound])
    self.location = String(text[separator.upperBound...])
    guard !scheme.isEmpty, !location.isEmpty else {
      throw TransportFailure(
        .invalidAddress, "an address needs both a scheme and a location around ://")
    }
    guard text.utf8.count <= Self.maximumLength else {
      throw TransportFailure(
        .invalidAddress, "an address has at most \(Self.maximumLength) bytes, not \(text.utf8.count)")
    }
    guard scheme != "tcp" || hasValidPort else {
      throw TransportFailure(.invalidAddress, "a tcp address ends with a port, which is 0 to 65535 or *")
    }
  }

  /// The most bytes an address has. Libraries have lower limits for some schemes.
  public static let maximumLength = 512

  /// An address from parts that are known to be good.
  public init(scheme: String, location: String) {
    self.scheme = scheme
    self.location = location
  }

  /// The address as text.
  public var description: String { "\(scheme)://\(location)" }

  /// Whether the whole location is left to the transport to choose, as in `ipc://*`.
  public var isWildcard: Bool { location == "*" }

  /// The host and the port of a `tcp` address, split at the last colon; `nil` where there is none.
  public var hostAndPort: (host: Substring, port: Substring)? {
    guard let colon = location.lastIndex(of: ":") else { return nil }
    return (location[..<colon], location[location.index(after: colon)...])
  }

  /// Whether the port of a `tcp` address is left to the transport to choose, as `*` or 0.
  public var hasWildcardPort: Bool {
    guard scheme == "tcp", let port = hostAndPort?.port else { return false }
    return port == "*" || port == "0"
  }

  private var hasValidPort: Bool {
    guard let port = hostAndPort?.port else { return false }
    return port == "*" || port.allSatisfy(\.isWholeNumber) && UInt16(port) != nil
  }

  private static func separator(in text: String) -> Range<String.Index>? {
    var start = text.startIndex
    while let colon = text[start...].firstIndex(of: ":") {
      let rest = text[colon...]
      if rest.hasPrefix("://") { return colon..<text.index(colon, offsetBy: 3) }
      start = text.index(after: colon)
    }
    return nil
  }
}
