import Foundation

extension CommandLine {
  /// The command as one could type it into a shell, with the program's name for its path.
  static var typed: String { typed(Array(arguments.dropFirst())) }

  static func typed(_ arguments: [String]) -> String {
    (["msgbench"] + arguments.map(quoted)).joined(separator: " ")
  }

  private static func quoted(_ argument: String) -> String {
    let isPlain = argument.wholeMatch(of: /[A-Za-z0-9_.,:=\/@%+-]+/) != nil
    return isPlain ? argument : "'\(argument.replacing("'", with: "'\\''"))'"
  }
}
