/// What people read, before it is known in which form.
struct Document {
  var title: String
  var sections: [Section]

  /// What belongs together: any of it may be missing.
  struct Section {
    var heading: String?
    /// Facts, or a paragraph.
    var lines: [String] = []
    /// Only where they can be shown.
    var pictures: [Picture.Link] = []
    var tables: [Table] = []
    /// Sentences that stand side by side.
    var items: [String] = []
  }
}

/// Figures in rows, of which the first column names what they are about.
struct Table {
  var columns: [Column]
  var rows: [[Cell]] = []

  struct Column {
    var title: String
    /// Whether it may be left out where there is no room: the lowest goes first. `nil` for what has to be
    /// there.
    var dispensability: Int?
    /// Whether it shows again what is in another one, for a glance.
    var isPictorial = false

    init(_ title: String, dispensability: Int? = nil) {
      self.title = title
      self.dispensability = dispensability
    }

    /// Small bars, for which there often is no room.
    static let bars: Column = {
      var column = Column("", dispensability: -1)
      column.isPictorial = true
      return column
    }()
  }

  struct Cell: ExpressibleByStringInterpolation {
    var text: String
    var tone: Tone
    /// The text with what is said only where there is room.
    var fullText: String

    init(_ text: String, _ tone: Tone = .plain, full: String? = nil) {
      self.text = text
      self.tone = tone
      fullText = full ?? text
    }

    init(stringLiteral text: String) { self.init(text) }

    /// A small bar that is as long as a value is large, against the largest one.
    static func bar(_ value: Double, of largest: Double) -> Cell {
      let share = largest > 0 ? max(0, value / largest) : 0
      let length = min(barWidth, max(1, Int((share * Double(barWidth)).rounded())))
      return Cell(String(repeating: "=", count: length) + String(repeating: " ", count: barWidth - length))
    }

    private static let barWidth = 6
  }

  /// What a text says, where colors can be seen. The words say it, too.
  enum Tone: Hashable {
    case plain
    case good
    case bad
    /// What is there for reference only.
    case faint
  }
}
