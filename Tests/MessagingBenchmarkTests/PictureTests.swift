import Foundation
import Plotting
import Testing

@testable import MessagingBenchmark
@testable import msgbench

@Suite struct PictureTests {
  private let report = Report.sampleOfEverything()

  private func picture(_ name: String) throws -> Picture {
    try #require(report.galleries.flatMap(\.pictures).first { $0.name.hasPrefix(name) }, "\(name)")
  }

  @Test func everythingHasItsPicture() {
    let titles = report.galleries.map(\.title)
    #expect(
      titles == [
        "Findings", "Changes", "Over the size of messages", "Percentiles of latency", "Explanations",
        "Ratios: throughput", "Ratios: latency", "Ratios: retention", "Scaling", "Memory", "Self-test",
      ])
    let pictures = report.galleries.flatMap(\.pictures)
    for picture in pictures {
      #expect(!picture.drawing.title.isEmpty && !picture.drawing.description.isEmpty, "\(picture.name)")
      #expect(!picture.table.rows.isEmpty)
      #expect(picture.table.rows.allSatisfy { $0.count == picture.table.columns.count })
    }
    #expect(Set(pictures.map(\.name)).count == pictures.count)
  }

  @Test func aReportOfNothingHasNoPictures() throws {
    var report = Report.sample()
    report.results = []
    #expect(report.galleries.isEmpty && report.pictureFiles().isEmpty)
    #expect(try report.html().contains("<h1>msgbench: "))
  }

  @Test func oneTransportIsTheSameColorEverywhere() throws {
    for name in ["throughput-inproc", "latency-inproc", "percentiles-zmq"] {
      let svg = try picture(name).drawing.svg(id: "x")
      let classes = svg.matches(of: /class="series (s\d)" data-name="inprocess"/).map(\.1)
      #expect(classes == ["s\(report.style(ofTransport: "inprocess"))"], "\(name)")
    }
  }

  @Test func throughputIsOfTheFastestArm() throws {
    let table = try picture("throughput-inproc").table
    let row = try #require(table.rows.first { $0[0].exact == "zmq" && $0[1].exact == "64" })
    #expect(row[2].exact == "a very long way to say pooled" && row[3].exact == "8000000.0")
    #expect(row[3].shown == "8.00M" && Double(row[4].exact)! < Double(row[5].exact)!)
  }

  @Test func tablesAreSavedWithAllDigits() throws {
    let table = try picture("ratios-throughput-zmq-inproc").table
    let ratio = report.results[0].comparisons[0].ratio
    #expect(
      table.csv.hasPrefix("size,variant,arm,baseline,ratio,low,high,control low,control high,verdict\n64,"))
    #expect(table.csv.contains(",1.2,\(ratio.low),\(ratio.high),"))
  }

  /// What the parts add up to is where the residual starts, and it ends at what was measured.
  @Test func theResidualClosesTheGap() throws {
    let svg = try picture("explanation").drawing.svg(id: "x")
    let bars = svg.matches(of: /class="bar" x="([\d.]+)" y="[\d.]+" width="([\d.]+)"/).map {
      (start: Double($0.1)!, end: Double($0.1)! + Double($0.2)!)
    }
    let (sum, residual, measured) = (bars[3], bars[4], bars[5])
    // And what the colors mean.
    #expect(bars.count == 8)
    #expect(abs(residual.start - sum.end) < 0.2 && abs(residual.end - measured.end) < 0.2)
    #expect(abs(sum.start - measured.start) < 0.2)
    #expect(svg.contains("The receiver is the faster side"))
  }

  @Test func whatComesFromFilesIsEscaped() throws {
    var report = report
    let evil = "</title><script>alert(1)</script>\"'&"
    report.environment.processor = evil
    report.configuration.commands = [evil]
    report.configuration.transports = [evil]
    report.warnings = [evil]
    report.findings[0].claim = evil
    report.findings[0].transport = evil
    report.results[0].arms[1].name = evil
    report.results[0].comparisons[0].arm = evil
    report.results[0].transport = evil
    report.explanations[0].sentence = evil
    let page = try report.html()
    #expect(page.components(separatedBy: "<script").count == 2)
    #expect(!page.contains("alert(1)</script>\"") && page.contains("&lt;script&gt;alert(1)"))
    for file in report.pictureFiles() {
      #expect(!file.contents.contains("<script") && file.name.wholeMatch(of: /[a-z0-9-]+\.svg/) != nil)
    }
  }

  @Test func explanationsAndCommandsAreKept() throws {
    let copy = try Report(json: report.json())
    #expect(copy.configuration.commands == ["msgbench compare --quick"])
    #expect(copy.explanations.map(\.sentence) == report.explanations.map(\.sentence))
    #expect(try JSONSchema.problems(with: report) == [])
  }

  @Test func laterResultsTakeThePlaceOfEarlierOnes() {
    var merged = Report.sample()
    var later = Report.sampleOfEverything()
    later.results[0].launches = 99
    later.environment.commit = "abc"
    merged.add(later)
    #expect(merged.results.count == later.results.count && merged.results[0].launches == 99)
    #expect(merged.findings.count == later.findings.count && merged.selftest != nil)
    #expect(merged.environment.commit == nil && merged.notes == later.notes)
    #expect(merged.configuration.commands == ["msgbench compare --quick"])
  }

  @Test func commandsAreWrittenAsTheyAreTyped() {
    #expect(
      CommandLine.typed(["--size", "64,64KB", "--output", "a file's", ""])
        == "msgbench --size 64,64KB --output 'a file'\\''s' ''")
  }
}
