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

  /// The columns of a terminal; `nil` for what is no terminal.
  static func width(of descriptor: Int32) -> Int? {
    guard isatty(descriptor) == 1 else { return nil }
    var size = winsize()
    return ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0 ? Int(size.ws_col) : 0
  }

  private static func write(_ text: String) {
    // There is nowhere to report that this failed.
    try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
  }
}
