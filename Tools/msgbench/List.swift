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
      print("  " + name + String(repeating: " ", count: max(1, 18 - name.count)) + text)
    }
  }
}
