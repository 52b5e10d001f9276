import ArgumentParser
import MessagingBenchmark

/// Sizes of messages as people write them.
enum Sizes {
  /// Sizes that are separated by commas, in bytes or with the unit `B`, `KB` or `MB`, of 1,024 each.
  static func parse(_ text: String) throws -> [Int] {
    var sizes: [Int] = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let size = try parseOne(part)
      if !sizes.contains(size) { sizes.append(size) }
    }
    return sizes
  }

  /// A size as ``parse(_:)`` takes several of.
  static func parseOne(_ text: some StringProtocol, in allowed: ClosedRange<Int> = Scope.allowedSizes) throws
    -> Int
  {
    let upper = text.uppercased()
    let (suffix, factor) =
      [("KB", 1_024), ("MB", 1_024 * 1_024), ("B", 1)].first { upper.hasSuffix($0.0) } ?? ("", 1)
    guard let number = Int(upper.dropLast(suffix.count)), number >= 0 else {
      throw ValidationError("'\(text)' is no size; a size is a number of bytes such as 512, or 64KB")
    }
    let (size, isTooLarge) = number.multipliedReportingOverflow(by: factor)
    guard !isTooLarge, allowed.contains(size) else {
      throw ValidationError(
        "a size is \(allowed.lowerBound) to \(allowed.upperBound) bytes, not \(text)")
    }
    return size
  }
}
