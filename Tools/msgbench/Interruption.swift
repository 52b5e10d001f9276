import Dispatch
import Foundation
import Synchronization

/// Ctrl-C or a request to terminate, as long as this lives: the first time it ends the run soon and has the
/// results written, the second time the process.
final class Interruption {
  private final class Received: Sendable {
    let signal = Atomic<Int32>(0)
  }

  private let received = Received()
  private let sources: [any DispatchSourceSignal]

  /// - Parameters:
  ///   - cancel: Called in another thread with the signal, the first time.
  ///   - abandon: Called in another thread, the second time, before the process ends.
  init(cancel: @escaping @Sendable (Int32) -> Void, abandon: @escaping @Sendable () -> Void) {
    let received = received
    let queue = DispatchQueue(label: "signals")
    sources = [SIGINT, SIGTERM].map { number in
      let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
      source.setEventHandler {
        let (isFirst, _) = received.signal.compareExchange(expected: 0, desired: number, ordering: .relaxed)
        if isFirst { return cancel(number) }
        abandon()
        signal(number, SIG_DFL)
        kill(getpid(), number)
      }
      signal(number, SIG_IGN)
      source.activate()
      return source
    }
  }

  deinit { for source in sources { source.cancel() } }

  /// How the process should end; `nil` when nothing interrupted it.
  var exitCode: Int32? {
    let number = received.signal.load(ordering: .relaxed)
    return number == 0 ? nil : Self.exitCode(after: number)
  }

  /// What shells expect of a process that a signal ended.
  static func exitCode(after signal: Int32) -> Int32 { 128 + signal }
}
