package import Foundation

/// A program of this package, as it was built together with the tests.
package enum BuiltProgram {
  /// Found upwards from the test program.
  package static func named(_ name: String) throws -> URL {
    var folder = URL(filePath: CommandLine.arguments[0]).standardizedFileURL
    while folder.pathComponents.count > 1 {
      folder.deleteLastPathComponent()
      let program = folder.appending(path: name)
      if FileManager.default.isExecutableFile(atPath: program.path()) { return program }
    }
    throw CocoaError(.fileNoSuchFile)
  }
}
