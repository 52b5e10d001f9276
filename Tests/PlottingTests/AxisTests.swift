import Testing

@testable import Plotting

@Suite struct AxisTests {
  private func axis(_ scale: Scale, _ values: [Double]? = nil) -> Axis {
    Axis("", scale, values: values) { "\($0)" }
  }

  @Test(arguments: [20.0, 80, 250, 1_000], [Scale.Kind.linear, .logarithmic, .binary, .percentile])
  func labelsDoNotOverlap(length: Double, kind: Scale.Kind) {
    for range in [[1.0, 2], [0.001, 99.999], [1e-9, 98], [5, 5.000_001]] {
      let axis = axis(Scale(kind, over: range))
      let columns = axis.columns(length: length)
      for (left, right) in zip(columns, columns.dropFirst()) {
        let halves = (TextSize.width(of: left.label) + TextSize.width(of: right.label)) / 2
        #expect(right.offset - left.offset > halves, "\(left.label) \(right.label)")
      }
      let rows = axis.rows(length: length)
      for (lower, upper) in zip(rows, rows.dropFirst()) {
        #expect(upper.offset - lower.offset > TextSize.standard)
      }
      #expect(Set(columns.map(\.label)).count == columns.count)
    }
  }

  @Test func bothEndsOfGivenValuesComeFirst() {
    let sizes: [Double] = [64, 512, 1_024, 65_536]
    let labels = axis(Scale(.binary, over: sizes), sizes).columns(length: 100).map(\.value)
    #expect(labels == [64, 65_536])
    #expect(axis(Scale(.binary, over: sizes), sizes).columns(length: 2_000).map(\.value) == sizes)
  }

  @Test func labelsStayInside() {
    let axis = axis(Scale(.linear, over: [0, 1_000]))
    #expect(axis.columns(length: 200, overhang: 3).allSatisfy { (20...180).contains($0.offset) })
  }

  @Test(arguments: [
    ([50.0], [50.0]), ([10, 11, 12], [1, 11, 21]), ([0, 0], [0, 10]), ([100, 99], [100, 90]),
    ([5, 40, 42, 90], [5, 36, 46, 90]), ([], []),
  ])
  func labelsMoveApart(wanted: [Double], expected: [Double]) {
    let places = LabelPlacement.spread(wanted, apart: 10, within: 0...100)
    #expect(
      zip(places, expected).allSatisfy { abs($0 - $1) < 1e-9 } && places.count == expected.count, "\(places)")
  }

  @Test func tooManyLabelsAreEvenlySpaced() {
    let places = LabelPlacement.spread([9, 9, 9, 9, 9], apart: 50, within: 0...100)
    #expect(places == [0, 25, 50, 75, 100])
  }

  @Test func textIsBrokenWhereItMayBe() {
    #expect(TextSize.lines("handed over+message", width: 90) == ["handed over+", "message"])
    #expect(TextSize.lines("short", width: 90) == ["short"])
    let lines = TextSize.lines(String(repeating: "x", count: 50), width: 60)
    #expect(lines.count > 1 && lines.allSatisfy { TextSize.width(of: $0) <= 60 })
    #expect(lines.joined().count == 50)
  }
}
