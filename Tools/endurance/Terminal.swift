import Foundation

/// The outputs: results, and for a person who watches what is going on.
enum Terminal {
  private static let isInteractive = isatty(STDERR_FILENO) == 1

  /// Tells a result, also to a file at once.
  static func tell(_ line: String) {
    clear()
    print(line)
    fflush(nil)
  }

  /// Shows a line in place of the one before.
  static func show(_ progress: @autoclosure () -> String) {
    if isInteractive { write("\r\u{1B}[K" + progress()) }
  }

  static func clear() { show("") }

  /// Tells what is wrong.
  static func complain(_ message: String) {
    clear()
    write("error: \(message)\n")
  }

  private static func write(_ text: String) {
    try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
  }
}
