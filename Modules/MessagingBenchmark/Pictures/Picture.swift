import Plotting

/// A picture of results, and the figures that it is drawn from.
struct Picture {
  /// What it can be called in a file's name; unique within a report.
  var name: String
  var drawing: Drawing
  var table: DataTable
  /// What it says, where that takes a sentence of its own.
  var caption: String?
  /// The heading of the one section of text that it shows, if it is one.
  var heading: String?
}

extension Picture {
  /// Where a picture is.
  struct Link {
    var title: String
    var path: String
  }
}

/// The pictures that answer one question.
struct Gallery {
  var title: String
  /// How to read them.
  var legend: String
  var pictures: [Picture]
  /// What they show, in words.
  var notes: [String] = []
  /// Whether it is what a summary shows.
  var isMain = false
}

/// Figures in rows, for people and for programs.
struct DataTable {
  var columns: [String]
  var rows: [[Datum]] = []

  /// As comma-separated values with all digits, under a header.
  var csv: String { ([columns] + rows.map { $0.map(\.exact) }).map { CSV.line($0) }.joined() }
}

/// A text or a figure.
struct Datum {
  /// As people read it.
  var shown: String
  /// With all digits.
  var exact: String
  /// Whether it is a figure.
  var isNumber: Bool

  static func text(_ text: String) -> Datum { Datum(shown: text, exact: text, isNumber: false) }

  /// A figure; `nil` for one that there is not.
  static func number(_ value: Double?, _ write: (Double) -> String = Figures.short) -> Datum {
    Datum(shown: value.map(write) ?? "-", exact: value.map { "\($0)" } ?? "", isNumber: true)
  }

  static func size(_ bytes: Int) -> Datum {
    Datum(shown: bytes > 0 ? Figures.size(bytes) : "any", exact: "\(bytes)", isNumber: true)
  }

  /// An estimate with the ends of its interval, in columns of their own.
  static func interval(_ interval: Interval?, _ write: (Double) -> String = Figures.short) -> [Datum] {
    [interval?.estimate, interval?.low, interval?.high].map { number($0, write) }
  }
}

extension Interval {
  var span: Span { Span(estimate, low: low, high: high) }
}
