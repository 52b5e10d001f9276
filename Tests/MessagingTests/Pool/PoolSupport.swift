import Messaging
import TestSupport
import Testing

extension PoolOptions {
  /// The defaults, but for what `change` does.
  static func with(_ change: (inout PoolOptions) -> Void) -> PoolOptions {
    var options = PoolOptions()
    change(&options)
    return options
  }
}

extension PoolStatistics {
  /// What does not hold though it always has to; `nil` when all does.
  func contradiction(within options: PoolOptions) -> String? {
    let claims = [
      ("free + returning + outstanding == allocated", free + returning + outstanding == allocated),
      ("hits + misses + rejected == rents", hits + misses + rejected == rents),
      ("allocated <= maximumCount", allocated <= options.maximumCount),
      ("allocatedBytes <= maximumBytes", allocatedBytes <= options.maximumBytes),
      ("allocated <= highWater <= maximumCount", (allocated...options.maximumCount).contains(highWater)),
      (
        "nothing is negative",
        [free, returning, outstanding, hits, misses, rejected, takeovers, returns].allSatisfy { $0 >= 0 }
      ),
    ]
    return claims.first { !$0.1 }.map { "not so: \($0.0), but \(self)" }
  }
}

extension Pool {
  /// The statistics, of which what always holds was checked.
  mutating func checkedStatistics(sourceLocation: SourceLocation = #_sourceLocation) -> PoolStatistics {
    let statistics = statistics
    let contradiction = statistics.contradiction(within: options)
    #expect(contradiction == nil, sourceLocation: sourceLocation)
    return statistics
  }

  /// Rents a message that can be kept in a collection.
  mutating func rentKept(_ size: Int) throws(MessagingError) -> Kept<T> { Kept(try rent(size)) }
}

extension Message {
  /// Where the bytes are.
  var address: UInt { withUnsafeBytes { UInt(bitPattern: $0.baseAddress) } }
}

extension Kept {
  /// Where the message's bytes are.
  var address: UInt { message.address }
}

extension Socket {
  /// The message that a failed send left behind.
  mutating func reclaimKept() -> Kept<T>? {
    guard let message = reclaim() else { return nil }
    return Kept(message)
  }
}

/// What `body` throws; `nil` when it throws nothing.
func failure(_ body: () throws(MessagingError) -> Void) -> MessagingError? {
  do throws(MessagingError) {
    try body()
    return nil
  } catch {
    return error
  }
}
