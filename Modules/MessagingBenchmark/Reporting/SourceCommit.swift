import Foundation

/// The commit that a program was built from, as far as the folder that it was built in tells.
enum SourceCommit {
  /// The commit's hash, followed by `-dirty` when sources differ from it.
  ///
  /// A program does not know what it was built from. But where it lies in the folder of its package, and no
  /// source there is newer than the program, it was built from what is there now.
  ///
  /// - Returns: `nil` when that is not so, or there is no repository.
  static func of(program path: String) -> String? {
    let program = URL(filePath: path).resolvingSymlinksInPath()
    guard let folder = package(of: program), let built = modificationDate(of: program),
      let hash = git(["rev-parse", "--verify", "HEAD"], in: folder),
      let files = git(
        ["ls-files", "-z", "--cached", "--others", "--exclude-standard", "--"] + sources, in: folder),
      let changes = git(["status", "--porcelain", "--"] + sources, in: folder)
    else { return nil }
    let isCurrent = files.split(separator: "\0").allSatisfy { file in
      let source = folder.appending(path: String(file))
      guard sourceExtensions.contains(source.pathExtension) else { return true }
      // What git knows and is not there was deleted, which `status` tells.
      return modificationDate(of: source).map { $0 <= built } ?? true
    }
    guard isCurrent else { return nil }
    return hash.trimmingCharacters(in: .newlines) + (changes.isEmpty ? "" : "-dirty")
  }

  /// What the program is made from, in its package's folder.
  private static let sources = ["Package.swift", "Modules", "Tools"]

  private static let sourceExtensions: Set = ["swift", "c", "h", "modulemap"]

  private static func package(of program: URL) -> URL? {
    var folder = program
    while folder.pathComponents.count > 1 {
      folder.deleteLastPathComponent()
      let files = ["Package.swift", "Tools/msgbench"].map {
        folder.appending(path: $0).path(percentEncoded: false)
      }
      if files.allSatisfy(FileManager.default.fileExists(atPath:)) { return folder }
    }
    return nil
  }

  private static func modificationDate(of file: URL) -> Date? {
    try? FileManager.default.attributesOfItem(atPath: file.path(percentEncoded: false))[.modificationDate]
      as? Date
  }

  private static func git(_ arguments: [String], in folder: URL) -> String? {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["git", "--no-optional-locks", "-C", folder.path(percentEncoded: false)] + arguments
    // Where git runs this, its variables name another repository.
    process.environment = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("GIT_") }
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return nil }
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return process.terminationStatus == 0 ? text : nil
  }
}
