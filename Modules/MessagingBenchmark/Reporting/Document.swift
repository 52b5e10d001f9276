/// What people read, before it is known in which form.
struct Document {
  var title: String
  var sections: [Section]

  /// What belongs together: any of it may be missing.
  struct Section {
    var heading: String?
    /// Facts, or a paragraph.
    var lines: [String] = []
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

    init(_ title: String, dispensability: Int? = nil) {
      self.title = title
      self.dispensability = dispensability
    }
  }

  struct Cell: ExpressibleByStringInterpolation {
    var text: String
    var tone: Tone

    init(_ text: String, _ tone: Tone = .plain) {
      self.text = text
      self.tone = tone
    }

    init(stringLiteral text: String) { self.init(text) }
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
