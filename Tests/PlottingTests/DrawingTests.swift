import Foundation
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

@testable import Plotting

@Suite struct DrawingTests {
  /// The elements and attributes of a text that has to be well-formed XML.
  private final class Reader: NSObject, XMLParserDelegate {
    var names: [String] = []
    var coordinates: [Double] = []
    var text = ""

    init(_ markup: String) throws {
      super.init()
      let parser = XMLParser(data: Data(markup.utf8))
      parser.delegate = self
      guard parser.parse() else { throw parser.parserError ?? CocoaError(.fileReadCorruptFile) }
    }

    func parser(
      _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
      attributes: [String: String] = [:]
    ) {
      names.append(name)
      for name in ["x", "y", "cx", "cy", "r", "width", "height", "d"] {
        let numbers = (attributes[name] ?? "").split { !"-.0123456789e".contains($0) }
        coordinates += numbers.map { Double($0) ?? .nan }
      }
    }

    func parser(_ parser: XMLParser, foundCharacters text: String) { self.text += text }
  }

  private static let extremes: [[Double]] = [
    [], [1], [0], [-1, 1], [1e-300, 1e300], [.infinity, .nan, -.infinity, 2], [7, 7, 7], [1e9, 1e9 + 1],
  ]

  private func charts(_ values: [Double], _ kind: Scale.Kind) -> [Drawing] {
    let spans = values.map { Span($0, low: $0 - 1, high: $0 + 1) }
    let axis = Axis("an axis", Scale(kind, fitting: spans)) { "\($0)" }
    let lines = LineChart(
      x: axis, y: axis,
      series: [
        LineChart.Series(
          "one", style: 0, points: spans.map { LineChart.Point(x: $0.estimate, y: $0, title: "t") }),
        LineChart.Series("none", style: 1, points: []),
      ])
    let rows = RowChart(
      axis: axis, reference: 1,
      groups: [
        RowChart.Group(
          "group", rows: spans.map { RowChart.Row("row", $0, .point(.left), value: "1", title: "t") }),
        RowChart.Group(
          "", rows: spans.map { RowChart.Row("bar", $0, .bar(from: 0), value: "1", title: "t") }),
        RowChart.Group("empty", rows: []),
      ], key: [KeyEntry(.bar, "bar"), KeyEntry(.band, "band")], isCascade: true)
    return [lines.drawing(title: "t", description: "d"), rows.drawing(title: "t", description: "d")]
  }

  @Test(arguments: extremes, [Scale.Kind.linear, .logarithmic, .percentile])
  func anythingCanBeDrawn(values: [Double], kind: Scale.Kind) throws {
    for drawing in charts(values, kind) {
      let reader = try Reader(drawing.svg(id: "x"))
      #expect(reader.coordinates.allSatisfy { $0 > -100 && $0 < 2_000 })
      #expect(reader.names.prefix(3) == ["svg", "title", "desc"])
    }
  }

  @Test func nothingIsStillAPicture() throws {
    let matrix = MarkMatrix(groups: [], sections: [], key: []).drawing(title: "", description: "")
    _ = try Reader(matrix.svg(id: "x"))
    #expect(matrix.height > 0 && matrix.height.isFinite)
  }

  @Test func textIsEscaped() throws {
    let evil = "<script>alert('\"&')</script>\u{0}\u{1B}"
    var drawing = charts([1, 2], .linear)[0]
    drawing.title = evil
    drawing.description = evil
    drawing.elements.append(SVGElement("text", ["class": evil], text: evil))
    for markup in [drawing.svg(id: "x"), drawing.standaloneSVG()] {
      #expect(!markup.contains("<script"))
      #expect(try Reader(markup).text.contains("<script>alert('\"&')</script>\u{FFFD}\u{FFFD}"))
    }
  }

  @Test func aFileStandsByItself() throws {
    let markup = charts([1, 2], .linear)[1].standaloneSVG()
    #expect(markup.hasPrefix("<svg xmlns=\"http://www.w3.org/2000/svg\""))
    #expect(markup.contains("prefers-color-scheme:dark") && markup.contains("class=\"paper\""))
    #expect(!markup.contains("href") && !markup.contains("url("))
  }

  @Test func neighboringSeriesHaveDifferentShapes() {
    for index in 0..<12 { #expect(Marker.ofSeries(index) != Marker.ofSeries(index + 1)) }
  }

  @Test func coordinatesAreShort() {
    #expect([0, -0.04, 1.25, -0.5, 12.96, -3].map(\.coordinate) == ["0", "0", "1.3", "-0.5", "13", "-3"])
  }
}
