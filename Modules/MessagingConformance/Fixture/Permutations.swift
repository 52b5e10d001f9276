extension Collection {
  /// The elements in every order.
  package var permutations: [[Element]] {
    guard count > 1 else { return [Array(self)] }
    return indices.flatMap { index in
      var rest = Array(self)
      let first = rest.remove(at: distance(from: startIndex, to: index))
      return rest.permutations.map { [first] + $0 }
    }
  }
}
