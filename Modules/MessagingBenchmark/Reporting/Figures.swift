import Foundation

/// How figures are written for people: with the digits that say something.
enum Figures {
  /// Three significant digits, and all digits before the point.
  static func short(_ value: Double) -> String {
    let magnitude = abs(value)
    if magnitude == 0 { return "0" }
    // Where rounding makes another digit before the point, there is one less after it.
    let decimals = magnitude >= 99.95 ? 0 : magnitude >= 9.995 ? 1 : 2
    return String(format: "%.\(decimals)f", value)
  }

  /// As people write it who mean just this.
  static func plain(_ value: Double) -> String { String(format: "%g", value) }

  /// A ratio near 1, to a thousandth; others as ``short(_:)``.
  static func ratio(_ value: Double) -> String {
    value < 10 ? String(format: "%.3f", value) : short(value)
  }

  /// A ratio with its interval.
  static func ratio(_ interval: Interval) -> String {
    "\(ratio(interval.estimate)) (\(range(interval, ratio)))"
  }

  /// A large number with `k` for thousand, `M` for million and `G` for thousand million.
  static func scaled(_ value: Double) -> String {
    for (unit, letter) in [(1e9, "G"), (1e6, "M"), (1e3, "k")] where value >= unit {
      return short(value / unit) + letter
    }
    return short(value)
  }

  /// A round number as at an axis: as ``scaled(_:)``, without digits that are 0.
  static func axis(_ value: Double) -> String {
    for (unit, letter) in [(1e9, "G"), (1e6, "M"), (1e3, "k")] where value >= unit {
      return plain(value / unit) + letter
    }
    return plain(value)
  }

  /// Nanoseconds: as ``short(_:)``, from a million on as ``scaled(_:)``.
  static func nanoseconds(_ value: Double) -> String { value < 1e6 ? short(value) : scaled(value) }

  /// An interval's ends.
  static func range(_ interval: Interval, _ write: (Double) -> String) -> String {
    "\(write(interval.low))-\(write(interval.high))"
  }

  /// The ends of an interval that may be negative.
  static func signedRange(_ interval: Interval) -> String {
    "\(short(interval.low)) to \(short(interval.high))"
  }

  /// A time in words, roughly.
  static func duration(_ seconds: Double) -> String {
    for (unit, name) in [(86_400.0, "d"), (3_600, "h"), (60, "min")] where seconds >= 2 * unit {
      return "\(Int((seconds / unit).rounded())) \(name)"
    }
    return "\(Int(seconds.rounded(.up))) s"
  }

  static func size(_ bytes: Int) -> String {
    bytes >= 1_024 && bytes.isMultiple(of: 1_024) ? "\(bytes / 1_024) KB" : "\(bytes) B"
  }
}
