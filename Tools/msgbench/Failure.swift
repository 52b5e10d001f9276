import ArgumentParser
import Foundation

/// What ends the command: a line about it, and the exit code.
struct Failure: Error {
  let message: String
  let code: ExitCode

  init(_ message: String, _ code: ExitCode) {
    self.message = message
    self.code = code
  }
}

extension ExitCode {
  /// Something was measured that is slower than it was.
  static let regression = ExitCode(2)
  /// The file to compare with does not exist.
  static let missingBaseline = ExitCode(5)
  /// A file does not hold what it should.
  static let badData = ExitCode(EX_DATAERR)
  /// A file cannot be read.
  static let noInput = ExitCode(EX_NOINPUT)
  /// Results could not be written.
  static let badOutput = ExitCode(EX_IOERR)
}
