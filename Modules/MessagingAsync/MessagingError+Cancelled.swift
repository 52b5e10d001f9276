public import Messaging

extension MessagingError.Code {
  /// The task was cancelled before the transfer was made (no constant of C's).
  public static let cancelled = Self("cancelled")
}
