import TestSupport

extension Child.Outcome {
  /// What msgbench complained of, which has to be one line; otherwise `nil`.
  var complaint: Substring? {
    let lines = error.split(separator: "\n")
    return lines.count == 1 && error.hasPrefix("msgbench: ") ? lines[0].dropFirst("msgbench: ".count) : nil
  }
}
