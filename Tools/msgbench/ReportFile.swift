import ArgumentParser
import Foundation
import MessagingBenchmark

/// Results that an earlier run kept.
struct ReportFile: Sendable {
  let path: String
  let report: Report

  /// Reads a file.
  ///
  /// - Parameter missing: The exit code where there is none.
  init(_ path: String, missing: ExitCode) throws {
    self.path = path
    var status = stat()
    guard stat(path, &status) == 0 else {
      let reason = String(cString: strerror(errno))
      throw Failure(
        "cannot read \(path): \(reason); \"msgbench --format json --output FILE\" makes such a file", missing)
    }
    // A folder can be opened, and not be read.
    guard status.st_mode & S_IFMT != S_IFDIR, let data = FileManager.default.contents(atPath: path) else {
      throw Failure("cannot read \(path); it has to be a file that can be read", .noInput)
    }
    do {
      report = try Report(json: data)
    } catch {
      throw Failure("\(path) holds no results of msgbench as JSON: \(error)", .badData)
    }
  }
}
