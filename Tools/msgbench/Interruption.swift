import Dispatch
import Foundation

/// Ctrl-C, as long as this lives: the first time it ends the run after the round and has the results written, the
/// second time the process.
final class Interruption {
  /// What shells expect of a process that an interrupt ended.
  static let exitCode: Int32 = 128 + SIGINT

  private let source = DispatchSource.makeSignalSource(signal: SIGINT, queue: .global())

  init(_ cancel: @escaping @Sendable () -> Void) {
    source.setEventHandler {
      cancel()
      signal(SIGINT, SIG_DFL)
    }
    signal(SIGINT, SIG_IGN)
    source.activate()
  }

  deinit { source.cancel() }
}
