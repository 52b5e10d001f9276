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
    let verdict =
      most.verdict.rawValue
      + (most.resolvingSeconds.map { ", about \(Figures.duration($0)) more would tell" } ?? "")
    return "\(place): \(cost): \(verdict); growth \(growth)"
      + (arm.memoryPerSocket?.sentence.map { "; \($0)" } ?? "") + "."
  }
}

extension Report.Result {
  /// What idle sockets take; `nil` where that was not measured.
  var memoryTable: Table? {
    let rows = arms.compactMap { arm in
      arm.memoryPerSocket.map { memory in
        [Table.Cell(arm.name)]
          + [memory.bytesInUse, memory.residentBytes].map { "\($0.map(Figures.scaled) ?? "-")" }
      }
    }
    let titles = ["bytes per idle socket", "allocated", "resident"]
    return rows.isEmpty ? nil : Table(columns: titles.map { .init($0) }, rows: rows)
  }
}

extension SocketMemory {
  /// What a socket takes, in words; `nil` where nothing is known.
  fileprivate var sentence: String? {
    let parts = [(bytesInUse, "allocated"), (residentBytes, "resident")].compactMap { bytes, what in
      bytes.map { "\(Figures.scaled($0))B \(what)" }
    }
    return parts.isEmpty ? nil : "an idle socket takes \(parts.joined(separator: ", "))"
  }
}
