public import Foundation

extension Report {
  /// The report as JSON, with keys in a fixed order; `Docs/msgbench.schema.json` describes it.
  public func json() throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(self)
  }

  /// Reads what ``json()`` wrote.
  public init(json: Data) throws(ReportError) {
    do {
      let form = try JSONDecoder().decode(Form.self, from: json)
      guard form.schema == Self.currentSchema else {
        throw ReportError(description: "its schema is \(form.schema), not \(Self.currentSchema)")
      }
      self = try JSONDecoder().decode(Report.self, from: json)
    } catch let error as ReportError {
      throw error
    } catch {
      throw ReportError(description: Self.describe(error))
    }
    for result in results {
      let intervals =
        result.arms.map(\.nanosecondsPerMessage) + result.comparisons.flatMap { [$0.ratio, $0.control] }
      guard intervals.allSatisfy(\.isPositive) else {
        throw ReportError(description: "an interval of \(Place(result).title) is not above 0")
      }
    }
  }

  private struct Form: Decodable {
    var schema: String
  }

  private static func describe(_ error: any Error) -> String {
    let context: DecodingError.Context? =
      switch error as? DecodingError {
      case .typeMismatch(_, let context), .valueNotFound(_, let context), .keyNotFound(_, let context),
        .dataCorrupted(let context):
        context
      default: nil
      }
    guard let context else { return "\(error)" }
    let path = context.codingPath.map { $0.intValue.map(String.init) ?? $0.stringValue }.joined(
      separator: ".")
    return path.isEmpty ? context.debugDescription : "\(path): \(context.debugDescription)"
  }
}

extension Interval {
  /// Whether it is one, of what can only be above 0.
  fileprivate var isPositive: Bool { 0 < low && low <= estimate && estimate <= high && high.isFinite }
}

/// A file holds no results.
public struct ReportError: Error, CustomStringConvertible {
  /// What is wrong, in a line.
  public let description: String
}
