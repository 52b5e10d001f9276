import Messaging
import POSIXSupport
import Synchronization

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// What a behavior works with: the transport under test, where to bind, how long to wait. The behaviors are
/// methods of it, in extensions by area.
final class Fixture<T: Transport>: Sendable {
  let transport: T
  let wildcard: String
  let settings: ConformanceSettings
  private let paths = Mutex<[String]>([])

  init(transport: T, wildcard: String, settings: ConformanceSettings) {
    self.transport = transport
    self.wildcard = wildcard
    self.settings = settings
  }

  deinit {
    for path in paths.withLock({ $0 }) { unlink(path) }
  }

  /// A limit for what has to happen.
  var soon: Deadline { .after(settings.patience) }

  /// A limit for what need not happen.
  var shortly: Deadline { .after(settings.silence) }

  /// Opens a socket that reconnects quickly.
  func socket(
    _ pattern: Pattern<T>, _ configure: (inout SocketOptions) -> Void = { _ in }
  ) throws -> Socket<T> {
    var options = SocketOptions()
    options.reconnectInterval = .milliseconds(5)
    options.maximumReconnectInterval = .milliseconds(50)
    configure(&options)
    return try transport.socket(pattern, options: options)
  }

  /// An address without wildcard at which nothing is bound.
  func freeAddress() throws -> String {
    let address = try Address(wildcard)
    guard !address.isWildcard else {
      let chosen = address.withChosenLocation
      if chosen.scheme == "ipc" { paths.withLock { $0.append(chosen.location) } }
      return chosen.description
    }
    // The system does not hand out the same port again soon.
    var probe = try socket(.pull)
    let bound = try probe.bind(wildcard)
    try probe.unbind(bound)
    return bound
  }
}

/// Lets other threads run, for about this long. Between two looks at a condition, or where a thread
/// needs time to begin waiting and the result is the same if it did not.
package func pause(_ duration: Duration = .milliseconds(1)) {
  let (seconds, attoseconds) = duration.components
  var time = timespec(tv_sec: Int(seconds), tv_nsec: Int(attoseconds / 1_000_000_000))
  _ = nanosleep(&time, nil)
}
