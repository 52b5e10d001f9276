import Foundation
import TestSupport
import Testing

@testable import MessagingBenchmark
@testable import msgbench

/// Pages as a browser shows them.
@Suite(.serialized) final class PageTests {
  private let folder = FileManager.default.temporaryDirectory.appending(path: "page-\(UUID().uuidString)")

  init() throws { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// Written into the page's head: reports what goes wrong, and at the end what does not fit, to the page around it.
  private static let inspection = #"""
    <script>
    const problems = [];
    addEventListener("error", (event) => problems.push(`error: ${event.message}`), true);
    addEventListener("securitypolicyviolation", (event) => problems.push(`loads ${event.blockedURI}`));
    console.error = console.warn = (...words) => problems.push(`console: ${words.join(" ")}`);
    const meet = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1
      && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 3;
    addEventListener("load", () => {
      const root = document.documentElement;
      if (root.scrollWidth > root.clientWidth) problems.push(`is ${root.scrollWidth} wide`);
      const pictures = [...document.querySelectorAll("svg.plot")];
      for (const svg of pictures) {
        const name = document.getElementById(svg.getAttribute("aria-labelledby").split(" ")[0])?.textContent;
        const outside = svg.getBoundingClientRect();
        const texts = [...svg.querySelectorAll("text")].map((text) => [text.textContent, text.getBoundingClientRect()]);
        texts.forEach(([text, box], index) => {
          if (box.left < outside.left - 1 || box.right > outside.right + 1 || box.top < outside.top - 1
            || box.bottom > outside.bottom + 1) problems.push(`${name}: ${text} is cut`);
          if (box.height < 9) problems.push(`${name}: ${text} is ${box.height} high`);
          for (const [other, place] of texts.slice(index + 1)) {
            if (meet(box, place)) problems.push(`${name}: ${text} overlaps ${other}`);
          }
        });
        if (!texts.length) problems.push(`${name} has no text`);
      }
      for (const entry of performance.getEntriesByType("resource")) problems.push(`requests ${entry.name}`);
      const colors = [getComputedStyle(document.body).backgroundColor, matchMedia("(prefers-color-scheme:dark)").matches];
      parent.postMessage(JSON.stringify({ problems, pictures: pictures.length, width: innerWidth, colors }), "*");
    });
    </script>
    """#

  private struct Inspection: Decodable {
    var problems: [String]
    var pictures: Int
    var width: Int
  }

  /// What a browser says of a page at a width that its windows may not have.
  private func inspect(_ page: String, width: Int, isDark: Bool) throws -> Inspection {
    let inspected = page.replacing("<title>", with: Self.inspection + "<title>", maxReplacements: 1)
    try Data(inspected.utf8).write(to: folder.appending(path: "page.html"))
    let frame = """
      <!doctype html><script>
      addEventListener("message", (event) => { document.body.textContent = "result:" + event.data + ":end"; });
      </script><body><iframe src="page.html" style="width:\(width)px;height:3000px;border:0"></iframe></body>
      """
    let file = folder.appending(path: "frame.html")
    try Data(frame.utf8).write(to: file)
    let contents = try Browser().contents(of: file, isDark: isDark)
    let result = try #require(contents.firstMatch(of: /result:(\{.*\}):end/), "\(contents.prefix(500))").1
    let plain = [("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")].reduce(String(result)) {
      $0.replacing($1.0, with: $1.1)
    }
    return try JSONDecoder().decode(Inspection.self, from: Data(plain.utf8))
  }

  @Test(arguments: [400, 1_280], [false, true])
  func nothingOverlapsIsCutOrLoaded(width: Int, isDark: Bool) throws {
    let report = Report.sampleOfEverything()
    let inspection = try inspect(report.html(), width: width, isDark: isDark)
    #expect(inspection.problems == [])
    #expect(inspection.pictures == report.pictureFiles().count && inspection.width == width)
  }

  /// What the inspection is for.
  @Test func theInspectionFindsWhatIsWrong() throws {
    let page = try Report.sampleOfEverything().html()
      .replacing("<main>", with: "<main><img src=\"http://127.0.0.1:9/x.png\"><script>nothing()</script>")
      .replacing("width:100%;height:auto", with: "width:40rem;height:auto")
      .replacing(".plot .h{", with: ".plot text{font-size:20px}.plot .h{")
    let problems = try inspect(page, width: 400, isDark: false).problems
    for sign in ["error: ", "loads http", "overlaps", " wide"] {
      #expect(problems.contains { $0.contains(sign) }, "\(sign)")
    }
  }

  @Test func aScreenshotShowsLightAndDark() throws {
    let file = folder.appending(path: "page.html")
    try Data(Report.sampleOfEverything().html().utf8).write(to: file)
    let pictures = try [false, true].map {
      try Browser().screenshot(of: file, width: 1_280, height: 2_000, isDark: $0)
    }
    for picture in pictures {
      #expect(picture.starts(with: [0x89, 0x50, 0x4E, 0x47]))
      // An empty page is a few kilobytes.
      #expect(picture.count > 40_000, "\(picture.count)")
    }
    #expect(pictures[0] != pictures[1])
  }

  @Test func reportsBecomePagesAndPictures() throws {
    let json = folder.appending(path: "a.json").path()
    try Report.sampleOfEverything().json().write(to: URL(filePath: json))
    let (page, pictures) = (folder.appending(path: "a.html"), folder.appending(path: "pictures"))
    let result = try BuiltCommand.run([
      "report", json, json, "--html", page.path(), "--pictures", pictures.path(), "--format", "csv",
    ])
    #expect(result.status == 0 && result.output.hasPrefix("experiment,"), "\(result.error)")
    #expect(try String(contentsOf: page, encoding: .utf8).hasSuffix("</html>\n"))
    let names = try FileManager.default.contentsOfDirectory(atPath: pictures.path())
    let main = Report.sampleOfEverything().pictureFiles(showing: .summary).map(\.name)
    #expect(names.sorted() == main.sorted() && main.contains("findings.svg"))
  }

  @Test func markdownShowsThePicturesThatAreWrittenBesideIt() throws {
    let json = folder.appending(path: "b.json").path()
    try Report.sampleOfEverything().json().write(to: URL(filePath: json))
    let (page, pictures) = (folder.appending(path: "b.md"), folder.appending(path: "beside"))
    let result = try BuiltCommand.run([
      "report", json, "--details", "--pictures", pictures.path(), "--format", "markdown", "--output",
      page.path(),
    ])
    #expect(result.status == 0, "\(result.error)")
    let text = try String(contentsOf: page, encoding: .utf8)
    let links = text.matches(of: /!\[[^\n]+\]\(beside\/(.+\.svg)\)/).map { String($0.1) }
    #expect(links.sorted() == Report.sampleOfEverything().pictureFiles().map(\.name).sorted())
    for link in links {
      #expect(FileManager.default.fileExists(atPath: pictures.appending(path: link).path()))
    }
  }

  @Test func resultsOfDifferentMachinesAreNotMixed() throws {
    var report = Report.sampleOfEverything()
    let paths = ["a", "b"].map { folder.appending(path: "\($0).json").path() }
    try report.json().write(to: URL(filePath: paths[0]))
    report.environment.processor = "Another"
    try report.json().write(to: URL(filePath: paths[1]))
    let result = try BuiltCommand.run(["report"] + paths)
    #expect(result.status == 65 && result.complaint?.contains("another environment") == true)
    #expect(try BuiltCommand.run(["report", "--force"] + paths).status == 0)
  }

  @Test func measuringCommandsMakePages() throws {
    let page = folder.appending(path: "page.html")
    let arguments = [
      "--transport", "inprocess", "--experiment", "latency", "--size", "64", "--quick", "--budget", "2",
      "--html",
      page.path(),
    ]
    let result = try BuiltCommand.run(arguments)
    #expect(result.status == 0 && result.output.contains("latency"), "\(result.error)")
    let contents = try String(contentsOf: page, encoding: .utf8)
    #expect(contents.contains("<code>\(CommandLine.typed(arguments))</code>"))
    #expect(contents.contains("percentiles-inprocess-inproc-64.csv"))
  }
}
