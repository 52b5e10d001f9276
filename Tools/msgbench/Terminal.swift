import Foundation

/// The standard error output: progress when a person sees it, complaints always.
struct Terminal: Sendable {
  private let isInteractive = isatty(STDERR_FILENO) == 1

  /// Shows what is going on, in place of what was shown before.
  func show(_ progress: String) {
    if isInteractive { Self.write("\r\u{1B}[K\(progress)") }
  }

  /// Takes the last progress away.
  func clear() {
    if isInteractive { Self.write("\r\u{1B}[K") }
  }

  /// Says in one line what is wrong.
  static func complain(_ problem: String) { tell(problem.replacing(/\s*\n\s*/, with: "; ")) }

  /// Says in one line what is good to know.
  static func tell(_ line: String) { write("msgbench: \(line)\n") }

  private static func write(_ text: String) {
    // There is nowhere to report that this failed.
    try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
  }
}
