import Foundation
import Testing

/// The code in the README, the articles and the documentation catalogs compiles.
///
/// A block marked `swift` that starts with `import` is a program of its own and is checked. Shorter ones are parts
/// of a text, which catalogs do not have.
@Suite struct DocumentationTests {
  @Test(arguments: try CodeBlock.all())
  func compiles(_ block: CodeBlock) throws {
    let output = try Compiler.check(block.source, asProgram: true)
    #expect(!output.contains("error: ") && !output.contains("warning: "), "the compiler said: \(output)")
  }

  @Test func readmeShowsAProgram() throws {
    #expect(try CodeBlock.all().contains { $0.file == "README.md" })
  }

  @Test(arguments: try CodeBlock.catalogs())
  func catalogShowsProgramsAlone(_ catalog: URL) throws {
    let blocks = try CodeBlock.articles(in: catalog).flatMap(CodeBlock.blocks(in:))
    #expect(!blocks.isEmpty)
    for block in blocks { #expect(block.isProgram, "\(block.testDescription)") }
  }

  /// Products are documented, so a module that is one has a catalog of its name.
  @Test func everyLibraryHasACatalog() throws {
    let manifest = try String(contentsOf: CodeBlock.root.appending(path: "Package.swift"), encoding: .utf8)
    var modules = manifest.matches(of: /\.library\(name: "(\w+)"/).map { String($0.output.1) }
    // A transport's product is named after its row, and an adapter's in it.
    modules += manifest.matches(of: /trait: "(\w+)", pkgConfig/).map { "\($0.output.1)Transport" }
    modules += manifest.matches(of: /module: "(\w+)"/).map { String($0.output.1) }
    #expect(modules.count > 2)
    let catalogs = try CodeBlock.catalogs().map { $0.deletingPathExtension().lastPathComponent }
    #expect(Set(modules).subtracting(catalogs) == [])
  }
}

/// Code in a text.
struct CodeBlock: CustomTestStringConvertible, Sendable {
  let file: String
  let line: Int
  let source: String

  var testDescription: String { "\(file):\(line)" }

  /// Whether it stands for itself.
  var isProgram: Bool { source.hasPrefix("import ") }

  static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..")
    .standardizedFileURL

  /// The programs that can be compiled against the modules of this build.
  static func all() throws -> [CodeBlock] {
    let files =
      try [root.appending(path: "README.md")] + articles(in: root.appending(path: "Docs"))
      + catalogs().flatMap(articles(in:))
    return try files.flatMap(blocks(in:)).filter { block in
      block.isProgram && Misuse.absentModules.allSatisfy { !block.source.contains("import \($0)") }
    }
  }

  /// The folders of the modules' documentation.
  static func catalogs() throws -> [URL] {
    let modules = try contents(of: root.appending(path: "Modules"))
    return try modules.filter(\.hasDirectoryPath).flatMap(contents(of:)).filter { $0.pathExtension == "docc" }
  }

  /// The texts of a folder and of those in it.
  static func articles(in folder: URL) throws -> [URL] {
    try contents(of: folder).flatMap { file in
      file.hasDirectoryPath ? try articles(in: file) : file.pathExtension == "md" ? [file] : []
    }
  }

  private static func contents(of folder: URL) throws -> [URL] {
    try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: [.isDirectoryKey])
  }

  /// The blocks marked `swift` of a text.
  static func blocks(in file: URL) throws -> [CodeBlock] {
    let text = try String(contentsOf: file, encoding: .utf8)
    var blocks: [CodeBlock] = []
    var lines: [Substring]?
    for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      if line == "```swift" {
        lines = []
      } else if line == "```" {
        if let source = lines {
          blocks.append(
            CodeBlock(
              file: file.lastPathComponent, line: number + 1 - source.count,
              source: source.joined(separator: "\n")))
        }
        lines = nil
      } else {
        lines?.append(line)
      }
    }
    return blocks
  }
}
