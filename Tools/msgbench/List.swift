import ArgumentParser
import MessagingBenchmark

extension Msgbench {
  /// `msgbench list`
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Lists the experiments and the transports.")

    func run() {
      print("Experiments")
      for experiment in Experiment.all { line(experiment.name, experiment.summary) }
      print("\nTransports")
      for transport in transports {
        let endpoints = transport.endpoints.map(\.scheme).joined(separator: ", ")
        line(transport.name, "\(transport.libraryVersion ?? "in Swift, no library"); \(endpoints)")
      }
    }

    private func line(_ name: String, _ text: String) {
      var lines = [""]
      for word in text.split(separator: " ") {
        if lines[lines.count - 1].count + 1 + word.count > Self.width { lines.append("") }
        lines[lines.count - 1] += lines[lines.count - 1].isEmpty ? "\(word)" : " \(word)"
      }
      for (index, line) in lines.enumerated() {
        let label = index == 0 ? name : ""
        print("  " + label + String(repeating: " ", count: max(1, 18 - label.count)) + line)
      }
    }

    /// With the names, 80 columns.
    private static let width = 60
  }
}
