#if Metrics
  internal import Metrics

  /// Where metrics are made: of a factory, under common dimensions.
  struct MetricsScope: Sendable {
    let factory: any MetricsFactory
    var dimensions: [(String, String)]

    func counter(_ name: String) -> Counter {
      Counter(label: "messaging.\(name)", dimensions: dimensions, factory: factory)
    }

    func sumCounter(_ name: String) -> SumCounter { SumCounter(counter(name)) }

    func gauge(_ name: String) -> Meter {
      Meter(label: "messaging.\(name)", dimensions: dimensions, factory: factory)
    }

    /// The same with a dimension more.
    func adding(_ dimension: String, _ value: String) -> Self {
      Self(factory: factory, dimensions: dimensions + [(dimension, value)])
    }
  }
#endif
