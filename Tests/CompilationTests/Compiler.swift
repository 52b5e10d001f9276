import Foundation

/// The compiler that built the tests, run on one file against the modules of the same build.
enum Compiler {
  /// Compiles a library, or a program of one file, as far as the diagnostics go.
  ///
  /// - Returns: What the compiler printed.
  static func check(_ source: String, asProgram: Bool = false) throws -> String {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: asProgram ? "main.swift" : "File.swift")
    try source.write(to: file, atomically: true, encoding: .utf8)

    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    // Ownership is checked on the intermediate language, which type checking alone does not reach.
    process.arguments =
      [
        "swiftc", "-emit-sil", "-o", folder.appending(path: "File.sil").path(), "-swift-version", "6",
        "-I", try modules().path(),
      ] + (asProgram ? [] : ["-parse-as-library"]) + (try moduleMaps()) + [file.path()]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self)
  }

  /// The folder of the build's modules, found upwards from the test program.
  private static func modules() throws -> URL {
    var folder = URL(filePath: CommandLine.arguments[0]).standardizedFileURL
    while folder.pathComponents.count > 1 {
      folder.deleteLastPathComponent()
      let modules = folder.appending(path: "Modules")
      if FileManager.default.fileExists(atPath: modules.appending(path: "Messaging.swiftmodule").path()) {
        return modules
      }
    }
    throw CocoaError(.fileNoSuchFile)
  }

  private static func moduleMaps() throws -> [String] {
    let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..")
      .standardizedFileURL
    let build = try modules().deletingLastPathComponent()
    // Two up from the folder of a configuration, such as .build/x86_64-unknown-linux-gnu/debug.
    let checkouts = build.deletingLastPathComponent().deletingLastPathComponent().appending(path: "checkouts")
    // C modules of packages that brought no map have one from the build.
    let generated = try FileManager.default.contentsOfDirectory(at: build, includingPropertiesForKeys: nil)
      .filter { $0.lastPathComponent.hasPrefix("C") && $0.pathExtension == "build" }
      .map { $0.appending(path: "module.modulemap") }
    let brought = [
      "swift-numerics/Sources/_NumericsShims", "swift-atomics/Sources/_AtomicsShims",
      "swift-nio/Sources/CNIOWindows",
    ].map { checkouts.appending(path: "\($0)/include/module.modulemap") }
    let own = ["CMessaging", "CZeroMQ", "CNanomsg"].map {
      root.appending(path: "Modules/\($0)/module.modulemap")
    }
    let maps = (own + generated + brought).filter { FileManager.default.fileExists(atPath: $0.path()) }
    return maps.flatMap { ["-Xcc", "-fmodule-map-file=\($0.path())"] }
  }
}
