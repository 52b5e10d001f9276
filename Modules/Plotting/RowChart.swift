/// Rows with a mark on a common axis: a point with its interval, or a bar.
public struct RowChart: Sendable {
  /// Where the marks are.
  public var axis: Axis
  /// A value that the others are seen against, such as 1 for ratios.
  public var reference: Double?
  /// The rows.
  public var groups: [Group]
  /// What the markers mean.
  public var key: [KeyEntry]
  /// Whether each bar starts where the one above ends, which a line shows.
  public var isCascade: Bool

  /// Rows that belong together.
  public struct Group: Sendable {
    /// What they have in common; empty for nothing.
    public var title: String
    /// From top to bottom.
    public var rows: [Row]

    /// Rows that belong together.
    public init(_ title: String, rows: [Row]) {
      self.title = title
      self.rows = rows
    }
  }

  /// A row.
  public struct Row: Sendable {
    /// What it is about.
    public var label: String
    /// Where its mark is.
    public var span: Span
    /// How it is marked.
    public var mark: Mark
    /// Its figure, as people read it.
    public var value: String
    /// The class that decides its color.
    public var kind: String
    /// What is shown behind its mark, such as what noise alone would do.
    public var band: ClosedRange<Double>?
    /// What should be found, where that is known.
    public var target: Double?
    /// What it says when it is pointed at.
    public var title: String

    /// A row.
    public init(
      _ label: String, _ span: Span, _ mark: Mark, value: String, kind: String = "",
      band: ClosedRange<Double>? = nil, target: Double? = nil, title: String
    ) {
      self.label = label
      self.span = span
      self.mark = mark
      self.value = value
      self.kind = kind
      self.band = band
      self.target = target
      self.title = title
    }
  }

  /// How a row is marked.
  public enum Mark: Sendable {
    /// By a point.
    case point(Marker)
    /// By a bar that starts at this value.
    case bar(from: Double)
  }

  /// A chart of rows.
  public init(
    axis: Axis, reference: Double? = nil, groups: [Group], key: [KeyEntry] = [], isCascade: Bool = false
  ) {
    self.axis = axis
    self.reference = reference
    self.groups = groups
    self.key = key
    self.isCascade = isCascade
  }
}
