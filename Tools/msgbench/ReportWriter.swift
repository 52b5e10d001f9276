import ArgumentParser
import Foundation
import MessagingBenchmark

/// A way of writing results.
struct ReportFormat: Sendable {
  let name: String
  let encode: @Sendable (Report, _ showsArms: Bool) throws -> Data

  static let all = [
    ReportFormat(name: "table") { Data($0.table(showsArms: $1).utf8) },
    ReportFormat(name: "json") { report, _ in try report.json() + Data("\n".utf8) },
  ]
}

/// Writes a report where it was asked for.
struct ReportWriter: Sendable {
  private let format: ReportFormat
  private let handle: FileHandle
  private let showsArms: Bool

  /// Opens the file at once, so that one that cannot be written is found before measuring.
  ///
  /// - Parameter path: The file, which is replaced; `nil` for standard output.
  init(format: ReportFormat, path: String?, showsArms: Bool) throws {
    self.format = format
    self.showsArms = showsArms
    guard let path else {
      handle = .standardOutput
      return
    }
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else {
      throw ValidationError(
        "cannot write to \(path): \(String(cString: strerror(errno))); --output is a file in a folder that can be written to"
      )
    }
    handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
  }

  func write(_ report: Report) throws {
    try handle.write(contentsOf: format.encode(report, showsArms))
  }
}
