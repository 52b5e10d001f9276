/// Moves labels apart that would overlap.
enum LabelPlacement {
  /// The nearest places, in the order of the wanted ones, that are so far apart and within the range.
  ///
  /// Where there is no room for all, they are evenly spaced over the range.
  static func spread(_ wanted: [Double], apart distance: Double, within range: ClosedRange<Double>)
    -> [Double]
  {
    let order = wanted.indices.sorted { (wanted[$0], $0) < (wanted[$1], $1) }
    let room = range.upperBound - range.lowerBound
    let distance = wanted.count > 1 ? min(distance, room / Double(wanted.count - 1)) : 0
    // Labels that touch are a block, which is centered on what its labels want.
    var blocks: [(sum: Double, count: Double)] = []
    func start(_ block: (sum: Double, count: Double)) -> Double {
      let height = (block.count - 1) * distance
      let center = block.sum / block.count
      return min(max(center - height / 2, range.lowerBound), range.upperBound - height)
    }
    for index in order {
      blocks.append((wanted[index], 1))
      while blocks.count > 1 {
        let (upper, lower) = (blocks[blocks.count - 2], blocks[blocks.count - 1])
        guard start(upper) + upper.count * distance > start(lower) else { break }
        blocks.removeLast(2)
        blocks.append((upper.sum + lower.sum, upper.count + lower.count))
      }
    }
    let places = blocks.flatMap { block in
      (0..<Int(block.count)).map { start(block) + Double($0) * distance }
    }
    var result = wanted
    for (index, place) in zip(order, places) { result[index] = place }
    return result
  }
}
