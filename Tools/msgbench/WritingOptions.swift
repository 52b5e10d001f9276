import ArgumentParser
import Foundation
import MessagingBenchmark

/// How results are written, and where to.
struct WritingOptions: ParsableArguments {
  @Option(help: ArgumentHelp("How results are written: \(Choices.formats.names).", valueName: "format"))
  var format = "table"

  @Option(help: ArgumentHelp("Where results go. (default: standard output)", valueName: "file"))
  var output: String?

  @Option(help: ArgumentHelp("Also write a page with pictures, tables and data.", valueName: "file"))
  var html: String?

  @Option(
    help: ArgumentHelp("Also write each picture as an SVG file into this folder.", valueName: "folder"))
  var pictures: String?

  func validate() throws {
    _ = try chosenFormat
    if let html, html == output { throw ValidationError("--html and --output are both \(html)") }
  }

  var chosenFormat: ReportFormat {
    get throws { try Choices.formats.one(format) }
  }

  /// Makes sure that results can be written, before there are any.
  func open() throws -> Outputs {
    let folder = pictures.map { URL(filePath: $0, directoryHint: .isDirectory) }
    if let folder, let pictures {
      do {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      } catch {
        throw ValidationError("cannot write to \(pictures): --pictures is a folder, or can be made one")
      }
      guard access(folder.path(percentEncoded: false), W_OK) == 0 else {
        throw ValidationError("cannot write to \(pictures): \(String(cString: strerror(errno)))")
      }
    }
    let text = try Output(output)
    do {
      return Outputs(text: text, page: try html.map { try Output($0, option: "--html") }, pictures: folder)
    } catch {
      text.discard()
      throw error
    }
  }

  /// The folder for pictures as seen from the text.
  private var pictureFolder: String? {
    guard let pictures else { return nil }
    let folder = URL(filePath: pictures).standardizedFileURL.pathComponents
    let start = output.map {
      URL(filePath: $0).deletingLastPathComponent().standardizedFileURL.pathComponents
    }
    guard let start, folder.starts(with: start), folder.count > start.count else { return pictures }
    return folder.dropFirst(start.count).joined(separator: "/")
  }

  func write(_ report: Report, showing selection: Report.Selection, to outputs: Outputs) throws {
    try outputs.page?.write(Data(report.html().utf8))
    if let folder = outputs.pictures {
      for picture in report.pictureFiles(showing: selection) {
        let file = folder.appending(path: picture.name).path(percentEncoded: false)
        let output = try Output(file, option: "--pictures")
        defer { output.discard() }
        try output.write(Data(picture.contents.utf8))
      }
    }
    try outputs.text.write(chosenFormat.encode(report, outputs.text.layout, selection, pictureFolder))
  }
}
