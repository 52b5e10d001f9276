import Foundation
import Testing

/// The code in the README and the articles compiles.
///
/// A block marked `swift` that starts with `import` is a program of its own and is checked. Shorter ones are parts
/// of a text.
@Suite struct DocumentationTests {
  @Test(arguments: try CodeBlock.all())
  func compiles(_ block: CodeBlock) throws {
    let output = try Compiler.check(block.source, asProgram: true)
    #expect(!output.contains("error: ") && !output.contains("warning: "), "the compiler said: \(output)")
  }

  @Test func readmeShowsAProgram() throws {
    #expect(try CodeBlock.all().contains { $0.file == "README.md" })
  }
}

/// A program in a text.
struct CodeBlock: CustomTestStringConvertible, Sendable {
  let file: String
  let line: Int
  let source: String

  var testDescription: String { "\(file):\(line)" }

  static func all() throws -> [CodeBlock] {
    let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..")
      .standardizedFileURL
    let articles = root.appending(path: "Docs")
    let files =
      [root.appending(path: "README.md")]
      + (try FileManager.default.contentsOfDirectory(at: articles, includingPropertiesForKeys: nil)
        .filter { $0.pathExtension == "md" })
    return try files.flatMap { file in
      try blocks(in: String(contentsOf: file, encoding: .utf8), of: file.lastPathComponent)
    }
    .filter { block in Misuse.absentModules.allSatisfy { !block.source.contains("import \($0)") } }
  }

  private static func blocks(in text: String, of file: String) -> [CodeBlock] {
    var blocks: [CodeBlock] = []
    var lines: [Substring]?
    for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      if line == "```swift" {
        lines = []
      } else if line == "```" {
        if let source = lines, source.first?.hasPrefix("import ") == true {
          blocks.append(
            CodeBlock(file: file, line: number + 1 - source.count, source: source.joined(separator: "\n")))
        }
        lines = nil
      } else {
        lines?.append(line)
      }
    }
    return blocks
  }
}
