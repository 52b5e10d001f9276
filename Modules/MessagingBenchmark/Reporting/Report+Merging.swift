extension Report {
  /// Adds what another run in the same environment found. Where both have the same, the other's is taken.
  public mutating func add(_ other: Report) {
    results.replace(with: other.results) { Place($0) }
    findings.replace(with: other.findings) { "\($0.id) \($0.transport) \($0.way) \($0.size)" }
    explanations.replace(with: other.explanations) {
      "\($0.experiment) \($0.place) \($0.armA) \($0.armB)"
    }
    selftest = other.selftest ?? selftest
    difference = other.difference ?? difference
    failures += other.failures
    notes += other.notes.filter { !notes.contains($0) }
    warnings += other.warnings.filter { !warnings.contains($0) }
    environment.libraries.merge(other.environment.libraries) { $1 }
    if environment.commit != other.environment.commit { environment.commit = nil }
    configuration.add(other.configuration)
  }
}

extension Configuration {
  fileprivate mutating func add(_ other: Configuration) {
    commands = (commands ?? []) + (other.commands ?? [])
    experiments += other.experiments.filter { !experiments.contains($0) }
    transports += other.transports.filter { !transports.contains($0) }
    sizes = Set(sizes + other.sizes).sorted()
    budgetSeconds += other.budgetSeconds
    quick = quick || other.quick
  }
}

extension Array {
  /// Puts the others in the places of those with the same key, and the rest at the end.
  fileprivate mutating func replace<Key: Hashable>(with others: [Element], by key: (Element) -> Key) {
    let new = Dictionary(others.map { (key($0), $0) }, uniquingKeysWith: { $1 })
    let known = Set(map(key))
    self = map { new[key($0)] ?? $0 } + others.filter { !known.contains(key($0)) }
  }
}
