import Foundation

extension Report.Growth: CustomStringConvertible {
  /// As `n^0.52 (0.50 to 0.54)`.
  public var description: String {
    // Not -0.00.
    func digits(_ value: Double) -> String { String(format: "%.2f", abs(value) < 0.005 ? 0 : value) }
    return "n^\(digits(exponent.estimate)) (\(digits(exponent.low)) to \(digits(exponent.high)))"
  }
}

extension Report.Result {
  /// What the largest number costs, compared with the smallest, and how that grows.
  func sentence(about growth: Report.Growth) -> String {
    guard let most = comparisons.last, let arm = arms.last else { return "" }
    let (larger, smaller) = (most.arm, most.baseline)
    let cost =
      switch subject {
      case "sockets":
        "opening a socket, sending a message through it and closing it takes \(Figures.ratio(most.ratio)) times as "
          + "long beside \(larger) idle sockets as beside \(smaller)"
      case "threads":
        "a message costs \(Figures.ratio(most.ratio)) times as much from \(larger) threads as from \(smaller)"
      default:
        "a message costs \(Figures.ratio(most.ratio)) times as much over \(larger) connections as over \(smaller)"
      }
    var sentence = "\(place): \(cost): \(most.verdict.rawValue); growth \(growth)"
    if let memory = arm.memoryPerSocket, let allocated = memory.bytesInUse {
      sentence += "; an idle socket takes \(Figures.scaled(allocated))B"
      if let resident = memory.residentBytes { sentence += ", of which \(Figures.scaled(resident))B are resident" }
    }
    return sentence + "."
  }
}
