import ArgumentParser
import Messaging
import MessagingBenchmark

extension Msgbench {
  /// `msgbench list`
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Lists the experiments, the transports and what they have.")

    func run() {
      print("Experiments")
      for experiment in Experiment.all { line(experiment.name, experiment.summary) }
      print("\nTransports")
      for transport in transports {
        let endpoints = transport.endpoints.map(\.scheme).joined(separator: ", ")
        line(transport.name, "\(transport.libraryVersion ?? "in Swift, no library"); \(endpoints)")
        for kind in TransportCapability.Kind.allCases {
          let names = transport.capabilities.filter { $0.kind == kind }.map(\.name)
          line("", "\(kind.rawValue): \(names.joined(separator: ", "))")
        }
      }
      print("\nFunctions")
      var shown: Set<TransportCapability> = []
      for capability in transports.flatMap(\.capabilities)
      where capability.kind == .functions && shown.insert(capability).inserted {
        line(capability.name, capability.summary)
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
