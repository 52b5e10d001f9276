import Foundation

/// The standard error output, where a person who watches sees what is going on.
enum Terminal {
  private static let isInteractive = isatty(STDERR_FILENO) == 1

  /// Shows a line in place of the one before.
  static func show(_ progress: @autoclosure () -> String) { write("\r\u{1B}[K", progress) }

  static func clear() { write("\r\u{1B}[K") { "" } }

  private static func write(_ prefix: String, _ text: () -> String) {
    guard isInteractive else { return }
    try? FileHandle.standardError.write(contentsOf: Data((prefix + text()).utf8))
  }
}
