import ArgumentParser
import MessagingBenchmark

/// What an option offers, by name.
struct Choices<Value> {
  /// What one of them is, in a message.
  let noun: String
  let values: [Value]
  let name: (Value) -> String

  /// All names, for messages and help.
  var names: String { values.map(name).joined(separator: ", ") }

  /// The value of this name.
  func one(_ text: String) throws -> Value {
    guard let value = values.first(where: { name($0) == text }) else {
      throw ValidationError("there is no \(noun) '\(text)'; there is \(names)")
    }
    return value
  }

  /// The values of these names, which are separated by commas and different.
  func several(_ text: String) throws -> [Value] {
    var chosen: [Value] = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let value = try one(String(part))
      if !chosen.contains(where: { name($0) == name(value) }) { chosen.append(value) }
    }
    return chosen
  }
}

extension Choices {
  /// As ``several(_:)``; `all` stands for each of them.
  func severalOrAll(_ text: String) throws -> [Value] { text == "all" ? values : try several(text) }
}

extension Choices<BenchmarkedTransport> {
  static var transports: Self { Self(noun: "transport", values: msgbench.transports, name: \.name) }
}

extension Choices<Experiment> {
  static var experiments: Self { Self(noun: "experiment", values: Experiment.all, name: \.name) }
  static var explained: Self { Self(noun: "experiment", values: Experiment.explained, name: \.name) }
}

extension Choices<Endpoint> {
  static var endpoints: Self { Self(noun: "endpoint", values: Endpoint.all, name: \.scheme) }
}

extension Choices<Wiring> {
  static var patterns: Self { Self(noun: "pattern", values: Wiring.oneWay, name: \.name) }
}

extension Choices<ReportFormat> {
  static var formats: Self { Self(noun: "format", values: ReportFormat.all, name: \.name) }
}

extension Choices<PeerRole> {
  static var roles: Self { Self(noun: "role", values: PeerRole.allCases, name: \.name) }
}
