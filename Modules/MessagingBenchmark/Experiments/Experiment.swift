import CBenchmarkSupport
import Messaging

/// What can be measured: a name to choose it by, and how it becomes comparisons.
public struct Experiment: Sendable {
  /// The name by which people choose it.
  public let name: String

  /// What it answers, in a line.
  public let summary: String

  let plan: @Sendable (Scope) -> Plan

  /// All experiments, in the order in which they run.
  public static let all: [Experiment] = [
    memoryStrategy, receiveMethod, receiveMode, allocation, poolStructure, copyAblation, crossover, retention,
    throughput, handover, latency, scaling, bindingOverhead,
  ]

  /// What tells which transport is faster at what.
  public static let transportComparison = [throughput, latency]

  /// What runs when nothing else is asked for.
  public static var usual: [Experiment] { [memoryStrategy] }
}

/// What to measure.
public struct Scope: Sendable {
  /// The transports, of which the first is the baseline where transports are compared.
  public var transports: [BenchmarkedTransport]

  /// The kinds of addresses; `nil` for `tcp` and `inproc`.
  public var endpoints: [Endpoint]?

  /// The sizes of messages in bytes, at least 8.
  public var sizes: [Int]

  /// How messages go where they go one way.
  public var wiring: Wiring

  /// How many messages per second `latency` sends one way, whatever becomes of them; `nil` for round trips, one at a time.
  public var rate: Int?

  /// What to measure.
  public init(
    transports: [BenchmarkedTransport], endpoints: [Endpoint]? = nil,
    sizes: [Int] = defaultSizes, wiring: Wiring = .pushPull, rate: Int? = nil
  ) {
    self.transports = transports
    self.endpoints = endpoints
    self.sizes = sizes
    self.wiring = wiring
    self.rate = rate
  }

  /// The kinds of addresses that a transport is not measured over although they were asked for.
  var notes: [String] {
    transports.flatMap { transport in
      (endpoints ?? []).filter { !transport.endpoints.contains($0) }.map {
        "\(transport.name) has no \($0); it has \(transport.endpoints.map(\.scheme).joined(separator: ", "))"
      }
    }
  }

  /// A note for each transport that something cannot be measured on.
  func notes(
    that what: String, isNotApplicableTo lacks: (BenchmarkedTransport) -> Bool, because reason: String
  ) -> [String] {
    transports.filter(lacks).map { "\(what) is not applicable to \($0.name): \(reason)" }
  }

  func validate() throws(PlanError) {
    guard !transports.isEmpty else { throw PlanError("there is no transport to measure") }
    guard let smallest = sizes.min(), let largest = sizes.max() else {
      throw PlanError("there is no size to measure")
    }
    guard smallest >= Self.allowedSizes.lowerBound, largest <= Self.allowedSizes.upperBound else {
      throw PlanError(
        "a size of \(smallest < Self.allowedSizes.lowerBound ? smallest : largest) bytes cannot be measured; "
          + "sizes are \(Self.allowedSizes.lowerBound) to \(Self.allowedSizes.upperBound)")
    }
    if let rate, !Self.allowedRates.contains(rate) {
      throw PlanError(
        "a rate is \(Self.allowedRates.lowerBound) to \(Self.allowedRates.upperBound) messages per second, "
          + "not \(rate)")
    }
    if let lacking = transports.first(where: { !$0.has(wiring) }) {
      let names = Wiring.oneWay.filter(lacking.has).map(\.name)
      throw PlanError("\(lacking.name) has no \(wiring.name); it has \(names.joined(separator: ", "))")
    }
    guard !transportsByEndpoint.isEmpty else {
      throw PlanError(notes.joined(separator: "; "))
    }
  }

  /// The seed's sizes.
  public static let defaultSizes = [64, 512, 1_024, 65_536]

  /// The smallest and the largest of them.
  public static let quickSizes = [64, 65_536]

  /// From the size of a sequence number to the default limit of a socket.
  public static let allowedSizes = Int(benchmark_minimum_size)...SocketOptions().maximumMessageSize

  /// Up to where sending takes about as long as reading the clock.
  static let allowedRates = 1...10_000_000

  /// Every kind of address with the transports that have it.
  var transportsByEndpoint: [(endpoint: Endpoint, transports: [BenchmarkedTransport])] {
    (endpoints ?? [.tcp, .inproc]).compactMap { endpoint in
      let having = transports.filter { $0.endpoints.contains(endpoint) }
      return having.isEmpty ? nil : (endpoint, having)
    }
  }
}
