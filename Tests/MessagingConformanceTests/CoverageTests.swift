import Foundation
import MessagingConformance
import Testing

/// The suite is whole, and no transport is left out of it.
@Suite struct CoverageTests {
  @Test func behaviorsAreManyAndNamedOnce() {
    let names = Behavior.allCases.map(\.name)
    #expect(names.count >= 45)
    #expect(Set(names).count == names.count)
    #expect(names.contains("flow.receiveKeepsItsDeadline"))
  }

  @Test func everyTransportProductIsExamined() throws {
    let products = try transportProducts()
    try #require(products.contains("InProcessTransport") && products.contains("ZeroMQTransport"))
    let table = try text(of: "Tests/MessagingConformanceTests/Subjects.swift")
    for product in products {
      let hasRow = table.contains("product: \"\(product)\"")
      #expect(hasRow, "\(product) has no row in Tests/MessagingConformanceTests/Subjects.swift")
    }
    // The row is not only written down: nothing but a trait takes it out.
    for row in rows.compactMap(\.product) { #expect(products.contains(row)) }
    #expect(rows.allSatisfy { !$0.subject.addresses.isEmpty })
    #expect(rows.contains { $0.product == "InProcessTransport" })
  }

  @Test func exceptionsNameWhatIsThere() {
    for subject in rows.map(\.subject) {
      for exception in subject.exceptions {
        #expect(!exception.reason.isEmpty)
        guard let scheme = exception.scheme else { continue }
        #expect(subject.addresses.contains { $0.hasPrefix("\(scheme)://") })
      }
    }
  }

  /// The products of the manifest that are transports: those written out, and one for each row of its
  /// table of libraries.
  private func transportProducts() throws -> [String] {
    let manifest = try text(of: "Package.swift")
    let written = manifest.matches(of: /\.library\(\s*name: "(\w+Transport)"/).map { String($0.1) }
    let libraries = manifest.matches(of: /LibraryTransport\(\s*trait: "(\w+)"/).map { "\($0.1)Transport" }
    return written + libraries
  }

  private func text(of path: String) throws -> String {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    return try String(contentsOf: root.appending(path: path), encoding: .utf8)
  }
}
