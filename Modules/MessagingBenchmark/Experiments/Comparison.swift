/// Arms that do the same job over the same kind of address with messages of the same size: they run
/// interleaved, and are compared with the first.
struct Comparison: Sendable {
  /// The name of the experiment.
  var experiment: String
  /// What is compared, where an experiment compares several things; otherwise `nil`.
  var subject: String?
  var endpoint: Endpoint
  var wiring: Wiring
  var size: Int
  /// The baseline first.
  var arms: [Arm]

  /// The transports' names in the order of the arms, each once.
  var transports: [String] {
    arms.reduce(into: []) { names, arm in
      if !names.contains(arm.transport.name) { names.append(arm.transport.name) }
    }
  }

  /// The comparison in a line.
  var title: String {
    let subject = subject.map { ", \($0)" } ?? ""
    return "\(experiment) \(transports.joined(separator: ",")) \(endpoint) \(wiring.name) \(size) B\(subject)"
  }
}
