import Foundation
import Synchronization

/// Where comparisons are measured.
public struct Launcher: Sendable {
  /// Measures a launch, or throws a ``LaunchError``.
  let launch: Function

  typealias Function =
    @Sendable (
      _ request: LaunchRequest, _ progress: (String) -> Void, _ isCancelled: () -> Bool
    ) throws -> Launch

  init(_ launch: @escaping Function) { self.launch = launch }

  /// Measures in this process. Launches differ little then, and one that hangs or crashes takes the caller with it.
  ///
  /// - Important: The thread that measures is blocked meanwhile. Let it be none of those that tasks run on: arms have tasks
  ///   that need them.
  public static func thisProcess(_ transports: [BenchmarkedTransport]) -> Launcher {
    Launcher { request, progress, isCancelled in
      do {
        return try request.measure(on: transports) {
          if isCancelled() { throw LaunchError.cancelled }
          progress($0)
        }
      } catch let error as LaunchError {
        throw error
      } catch {
        throw LaunchError.failed(reason: "\(error)")
      }
    }
  }

  /// Measures each launch in a process of its own, with the environment enlarged by a random amount, which moves
  /// the stack.
  ///
  /// - Parameters:
  ///   - executable: The path of a program that calls ``LaunchServer/serve(_:on:)``.
  ///   - arguments: Its arguments; what to measure comes after them.
  ///   - patience: How long it may make no progress before it counts as hanging, and is killed.
  public static func freshProcesses(
    of executable: String, arguments: [String], patience: Duration = .seconds(30)
  ) -> Launcher {
    Launcher { request, progress, isCancelled in
      var generator = SplitMix64(seed: request.seed)
      let child: ChildProcess
      do {
        let text = String(decoding: try JSONEncoder().encode(request), as: UTF8.self)
        child = try ChildProcess(
          executable, arguments: arguments + [text],
          environment: [
            "MSGBENCH_PADDING": String(repeating: "x", count: generator.index(below: 4_096)),
            // A crash is told by its signal; a trace of the stack would take seconds.
            "SWIFT_BACKTRACE": "enable=no",
          ])
      } catch {
        throw LaunchError.notStarted(reason: "\(error.localizedDescription)")
      }
      var activity = "starting"
      while true {
        switch child.next(within: patience, isCancelled: isCancelled) {
        case .line(let line):
          switch try? JSONDecoder().decode(LaunchEvent.self, from: line) {
          case .progress(let text):
            activity = text
            progress(text)
          case .finished(let launch):
            child.kill()
            return launch
          case .failed(let reason):
            child.kill()
            throw LaunchError.failed(reason: reason)
          case nil: break
          }
        case .exit(let status):
          throw LaunchError.ended(status: status, lastWords: child.lastWords)
        case .signal(let signal):
          throw LaunchError.crashed(signal: signal, lastWords: child.lastWords)
        case .silence:
          child.kill()
          throw LaunchError.hung(seconds: patience / .seconds(1), activity: activity)
        case .cancelled:
          child.kill()
          throw LaunchError.cancelled
        }
      }
    }
  }
}
