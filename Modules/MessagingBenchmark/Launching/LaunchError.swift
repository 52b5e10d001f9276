import Foundation

/// A launch gave no result.
enum LaunchError: Error, Equatable {
  /// It was not wanted any more.
  case cancelled
  /// The process could not be started.
  case notStarted(reason: String)
  /// The process made no progress for so many seconds, and was killed.
  case hung(seconds: Double, activity: String)
  /// A signal ended the process.
  case crashed(signal: Int32, lastWords: String)
  /// The process ended without a result.
  case ended(status: Int32, lastWords: String)
  /// Measuring failed, such as by a ``DeliveryError``.
  case failed(reason: String)

  /// Whether another launch of the same may succeed.
  var mayPass: Bool {
    switch self {
    case .crashed, .ended: true
    case .cancelled, .notStarted, .hung, .failed: false
    }
  }
}

extension LaunchError: CustomStringConvertible {
  /// One line.
  var description: String {
    switch self {
    case .cancelled: "cancelled"
    case .notStarted(let reason): "the process could not be started: \(reason)"
    case .hung(let seconds, let activity):
      "no message went through for \(Figures.short(seconds)) s (\(activity)); the process was killed"
    case .crashed(let signal, let lastWords):
      "the process was ended by \(Self.name(of: signal))\(Self.quoted(lastWords))"
    case .ended(let status, let lastWords):
      "the process ended with status \(status) and no result\(Self.quoted(lastWords))"
    case .failed(let reason): reason
    }
  }

  private static func quoted(_ words: String) -> String { words.isEmpty ? "" : ": \(words)" }

  private static func name(of signal: Int32) -> String {
    let names: [Int32: String] = [
      SIGABRT: "SIGABRT", SIGBUS: "SIGBUS", SIGFPE: "SIGFPE", SIGILL: "SIGILL", SIGKILL: "SIGKILL",
      SIGPIPE: "SIGPIPE", SIGSEGV: "SIGSEGV", SIGTERM: "SIGTERM", SIGTRAP: "SIGTRAP",
    ]
    return names[signal] ?? "signal \(signal)"
  }
}
