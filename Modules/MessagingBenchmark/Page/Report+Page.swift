import Foundation
import Mustache
import Plotting

extension Report {
  /// The report as a page of HTML with pictures, their tables and their data. It needs no other file and no network.
  public func html() throws -> String {
    let template = try MustacheTemplate(string: Self.resource(PackageResources.page_mustache))
    return template.render(Page(self))
  }

  fileprivate static func resource(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}

/// What the template is filled with: the names are those in it.
private struct Page {
  let title: String
  let pictureStyle = Stylesheet.text
  let pageStyle = Report.resource(PackageResources.page_css)
  let script = Report.resource(PackageResources.page_js)
  let commands: [String]
  let conditions: [String]
  let sections: [Section]
  let lists: [List]
  let hasContents: Bool

  struct Section {
    let id: String
    let title: String
    let legend: String
    let hasLegend: Bool
    let pictures: [Figure]
    let notes: [String]
    let hasNotes: Bool
  }

  struct Figure {
    let title: String
    let svg: String
    let caption: String
    let hasCaption: Bool
    let columns: [String]
    let rows: [Row]
    let file: String
    let data: String
  }

  struct Row {
    let cells: [Cell]
  }

  struct Cell {
    let text: String
    let isNumber: Bool
  }

  struct List {
    let id: String
    let title: String
    let items: [String]
  }

  init(_ report: Report) {
    title = "msgbench: " + report.configuration.transports.joined(separator: ", ")
    commands = report.configuration.commands ?? []
    conditions = report.conditions
    sections = report.galleries.enumerated().map { index, gallery in
      Section(
        id: "pictures-\(index + 1)", title: gallery.title, legend: gallery.legend,
        hasLegend: !gallery.legend.isEmpty, pictures: gallery.pictures.map(Figure.init), notes: gallery.notes,
        hasNotes: !gallery.notes.isEmpty)
    }
    lists = [
      List(id: "words", title: "In words, with 95 % confidence", items: report.sentences),
      List(
        id: "failed", title: "Failed", items: report.failures.map { "\($0.place): \($0.reason)" }),
      List(id: "warnings", title: "Warnings", items: report.warnings),
    ].filter { !$0.items.isEmpty }
    hasContents = sections.count + lists.count > 1
  }
}

extension Page.Figure {
  init(_ picture: Picture) {
    title = picture.drawing.title
    caption = picture.caption ?? ""
    hasCaption = !caption.isEmpty
    svg = picture.drawing.svg(id: picture.name)
    columns = picture.table.columns
    rows = picture.table.rows.map { row in
      Page.Row(cells: row.map { Page.Cell(text: $0.shown, isNumber: $0.isNumber) })
    }
    file = "\(picture.name).csv"
    // Whatever is not certain to mean itself in an address.
    let plain = CharacterSet.alphanumerics.intersection(CharacterSet(charactersIn: "\0"..."\u{7F}"))
      .union(CharacterSet(charactersIn: "-._~,:;/"))
    data =
      "data:text/csv;charset=utf-8,"
      + (picture.table.csv.addingPercentEncoding(withAllowedCharacters: plain) ?? "")
  }
}
