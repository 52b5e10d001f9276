import Foundation
import InProcessTransport
import Messaging
import Testing

#if ZeroMQ
  import ZeroMQTransport
#endif
#if Nanomsg
  import NanomsgTransport
#endif

/// The README tells which transport has what.
@Suite struct CapabilityTableTests {
  /// The columns that are compiled.
  private static let transports: [String: any Transport.Type] = {
    var transports: [String: any Transport.Type] = ["InProcess": InProcess.self]
    #if ZeroMQ
      transports["ZeroMQ"] = ZeroMQ.self
    #endif
    #if Nanomsg
      transports["Nanomsg"] = Nanomsg.self
    #endif
    return transports
  }()

  private let columns: [String]
  private let rows: [(names: [String], cells: [String])]

  init() throws {
    let readme = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../README.md")
    let lines = try String(contentsOf: readme.standardizedFileURL, encoding: .utf8).split(separator: "\n")
    let table = lines.drop { !$0.hasPrefix("| Capabilities |") }.prefix { $0.hasPrefix("|") }
    let cells = table.map { line in
      line.split(separator: "|", omittingEmptySubsequences: false).dropFirst().dropLast()
        .map { $0.trimmingCharacters(in: .whitespaces) }
    }
    columns = Array(try #require(cells.first).dropFirst())
    rows = cells.dropFirst(2).map { cells in
      (cells[0].matches(of: /`(\w+)`/).map { String($0.1) }, Array(cells.dropFirst()))
    }
  }

  @Test func everyTransportHasAColumn() {
    #expect(Set(columns).isSuperset(of: Self.transports.keys))
    for row in rows { #expect(row.cells.count == columns.count && !row.names.isEmpty) }
  }

  @Test(arguments: transports.keys.sorted())
  func aColumnTellsWhatATransportHas(_ transport: String) throws {
    let column = try #require(columns.firstIndex(of: transport))
    let capabilities = Set(try #require(Self.transports[transport]).capabilities.map(\.name))
    for row in rows {
      for name in row.names {
        switch row.cells[column] {
        case "yes": #expect(capabilities.contains(name), "\(transport) lacks \(name)")
        case "": #expect(!capabilities.contains(name), "\(transport) has \(name)")
        case let cell: #expect(cell == "as built")
        }
      }
    }
    let missing = capabilities.subtracting(rows.flatMap(\.names))
    #expect(missing.isEmpty, "the table lacks \(missing)")
  }
}
