public import Foundation

extension Report {
  /// The report as JSON, with keys in a fixed order; `Docs/msgbench.schema.json` describes it.
  public func json() throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(self)
  }
}
