import Foundation

/// What a process that measures tells the one that asked, each in a line of JSON.
enum LaunchEvent: Codable, Sendable {
  case progress(String)
  case finished(Launch)
  case failed(String)
}

/// The side of ``Launcher/freshProcesses(of:arguments:patience:)`` that measures.
public enum LaunchServer {
  /// Measures what is asked for, and writes what comes of it to standard output.
  ///
  /// - Parameters:
  ///   - request: The argument that the process was started with.
  ///   - transports: Those that can be measured.
  /// - Throws: When the request cannot be read or the answer cannot be written. That measuring fails is an answer.
  public static func serve(_ request: String, on transports: [BenchmarkedTransport]) throws {
    // A terminal sends Ctrl-C to both processes; the one that asked decides what becomes of it.
    signal(SIGINT, SIG_IGN)
    let request = try JSONDecoder().decode(LaunchRequest.self, from: Data(request.utf8))
    let clock = ContinuousClock()
    var lastTold = clock.now - interval
    do {
      let launch = try request.measure(on: transports) { progress in
        // Writing before each run would be what a short run measures of its own.
        guard lastTold.duration(to: clock.now) >= interval else { return }
        lastTold = clock.now
        try tell(.progress(progress))
      }
      try tell(.finished(launch))
    } catch {
      try tell(.failed("\(error)"))
    }
  }

  private static let interval = Duration.milliseconds(100)

  private static func tell(_ event: LaunchEvent) throws {
    try FileHandle.standardOutput.write(contentsOf: JSONEncoder().encode(event) + Data("\n".utf8))
  }
}
