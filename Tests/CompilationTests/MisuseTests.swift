import Foundation
import Testing

/// What safe code cannot do, because it does not compile.
///
/// Each file in `Misuses` is a misuse of its own. The line that makes it one ends with `// error:` and what the
/// compiler says to it. Without those lines the file compiles, so nothing else is what is rejected.
@Suite struct MisuseTests {
  @Test(arguments: try Misuse.all())
  func isRejected(_ misuse: Misuse) throws {
    let output = try Compiler.check(misuse.source)
    #expect(!misuse.expectedErrors.isEmpty)
    for expected in misuse.expectedErrors {
      #expect(output.contains("error: ") && output.contains(expected), "the compiler said: \(output)")
    }
  }

  @Test(arguments: try Misuse.all())
  func restIsAccepted(_ misuse: Misuse) throws {
    let output = try Compiler.check(misuse.sourceWithoutMisuse)
    #expect(!output.contains("error: "), "the compiler said: \(output)")
  }
}

/// One file of `Misuses`.
struct Misuse: CustomTestStringConvertible, Sendable {
  let name: String
  let source: String

  private static let mark = "// error: "

  private var lines: [Substring] { source.split(separator: "\n", omittingEmptySubsequences: false) }

  var testDescription: String { name }

  var expectedErrors: [String] {
    lines.compactMap { line in line.range(of: Self.mark).map { String(line[$0.upperBound...]) } }
  }

  var sourceWithoutMisuse: String {
    lines.filter { !$0.contains(Self.mark) }.joined(separator: "\n")
  }

  /// The cases whose imports this build has.
  static func all() throws -> [Misuse] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Misuses")
    return try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
      .map { Misuse(name: $0.lastPathComponent, source: try String(contentsOf: $0, encoding: .utf8)) }
      .filter { misuse in
        absentModules.allSatisfy { !misuse.source.contains("import \($0)") }
      }
      .sorted { $0.name < $1.name }
  }

  static var absentModules: [String] {
    var modules: [String] = []
    #if !ZeroMQ
      modules.append("ZeroMQTransport")
    #endif
    #if !Nanomsg
      modules.append("NanomsgTransport")
    #endif
    #if !NIO
      modules.append("MessagingNIO")
    #endif
    #if !Metrics
      modules.append("MessagingMetrics")
    #endif
    #if !Logging
      modules.append("MessagingLogging")
    #endif
    #if !ServiceLifecycle
      modules.append("MessagingServiceLifecycle")
    #endif
    return modules
  }
}
