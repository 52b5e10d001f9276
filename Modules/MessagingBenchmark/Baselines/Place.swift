/// What was measured, without the arms: by this, results of different runs are found to be of the same.
struct Place: Hashable, Sendable {
  var experiment: String
  var subject: String?
  var transport: String
  var endpoint: String
  var pattern: String
  var size: Int
}

extension Place {
  init(_ comparison: Comparison) {
    experiment = comparison.experiment
    subject = comparison.subject
    transport = comparison.transports.joined(separator: ",")
    endpoint = comparison.endpoint.scheme
    pattern = comparison.wiring.name
    size = comparison.size
  }

  init(_ result: Report.Result) {
    experiment = result.experiment
    subject = result.subject
    transport = result.transport
    endpoint = result.endpoint
    pattern = result.pattern
    size = result.size
  }

  /// In a line.
  var title: String {
    ([experiment, transport, endpoint, pattern] + (size > 0 ? [Figures.size(size)] : [])
      + [subject].compactMap(\.self)).joined(separator: " ")
  }
}
