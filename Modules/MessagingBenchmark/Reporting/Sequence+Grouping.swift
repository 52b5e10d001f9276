extension Sequence where Element: Equatable {
  /// Each element once, in the order in which they first come.
  var unique: [Element] { reduce(into: []) { if !$0.contains($1) { $0.append($1) } } }
}

extension Sequence {
  /// Those that have something in common, in the order in which they first come.
  func grouped<Key: Hashable>(by key: (Element) -> Key) -> [[Element]] {
    var keys: [Key] = []
    var groups: [Key: [Element]] = [:]
    for element in self {
      let key = key(element)
      if groups[key] == nil { keys.append(key) }
      groups[key, default: []].append(element)
    }
    return keys.map { groups[$0]! }
  }
}
