/// What the place where text goes can show.
public struct TextLayout: Hashable, Sendable {
  /// The number of columns that lines have to fit into.
  public var width: Int

  /// Whether colors can be seen.
  public var isColored: Bool

  /// What fits everywhere.
  public static let plain = TextLayout(width: standardWidth, isColored: false)

  /// What can be shown somewhere.
  ///
  /// Text is not set wider than that of ``plain``: longer lines are hard to read. Colors are for terminals,
  /// unless `TERM` is unset or `dumb`, or `NO_COLOR` is set to anything (https://no-color.org).
  ///
  /// - Parameters:
  ///   - terminalWidth: The columns of the terminal; `nil` for what is no terminal.
  ///   - environment: The variables that people tell their wishes by.
  public init(terminalWidth: Int?, environment: [String: String]) {
    guard let terminalWidth else {
      self = .plain
      return
    }
    // A terminal that does not know its width says 0.
    let width = terminalWidth > 0 ? terminalWidth : Self.standardWidth
    let canColor = ![nil, "", "dumb"].contains(environment["TERM"])
    let mayColor = environment["NO_COLOR", default: ""].isEmpty
    self.init(
      width: min(max(width, Self.leastWidth), Self.standardWidth), isColored: canColor && mayColor)
  }

  init(width: Int, isColored: Bool) {
    self.width = width
    self.isColored = isColored
  }

  static let standardWidth = 80
  /// Below, tables would say nothing.
  static let leastWidth = 40
}
