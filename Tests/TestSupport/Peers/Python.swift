package import Foundation

/// Python with other implementations of what the libraries speak, in an environment of its own below the package's build
/// folder.
package enum Python {
  /// Whether the environment can be made.
  package static let canMakeEnvironments =
    (try? run("python3", ["-c", "import ensurepip, venv"]).status) == 0

  /// The environment's interpreter, with the packages of `requirements.txt`.
  package static func interpreter() throws -> URL { try environment.get().appending(path: "bin/python3") }

  /// The path of a script in the folder `Python` beside the test that runs it.
  package static func script(_ name: String, file: String = #filePath) -> String {
    URL(filePath: file).deletingLastPathComponent().appending(path: "Python/\(name)").path()
  }

  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../..").standardizedFileURL

  private static let requirements =
    root.appending(path: "Tests/TestSupport/Python/requirements.txt").path()

  private static let environment = Result { () throws -> URL in
    let builds = root.appending(path: ".build")
    let folder = builds.appending(path: "test-python")
    try FileManager.default.createDirectory(at: builds, withIntermediateDirectories: true)
    // Other processes may test the same package. The lock ends with the descriptor.
    let lock = open(builds.appending(path: "test-python.lock").path(), O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    defer { close(lock) }
    guard lock >= 0, flock(lock, LOCK_EX) == 0 else {
      throw Unprepared(reason: String(cString: strerror(errno)))
    }
    let python = folder.appending(path: "bin/python3").path()
    if try run(python, ["-m", "pip", "--version"]).status != 0 {
      try require("python3", ["-m", "venv", "--clear", folder.path()])
    }
    try require(python, ["-m", "pip", "install", "--quiet", "--requirement", requirements])
    return folder
  }

  private static func run(_ program: String, _ arguments: [String]) throws -> Child.Outcome {
    try Child(URL(filePath: "/usr/bin/env"), [program] + arguments).finish()
  }

  private static func require(_ program: String, _ arguments: [String]) throws {
    let outcome = try run(program, arguments)
    guard outcome.status == 0 else { throw Unprepared(reason: outcome.output + outcome.error) }
  }

  /// The environment could not be made, such as for lack of a network.
  package struct Unprepared: Error {
    package let reason: String
  }
}
