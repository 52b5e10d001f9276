/// Which messages a rule is for. Messages are numbered from 1, each way of each connection by itself.
///
///     .number(3)      .numbers(1...5)      .every(10)      .random(0.1)      .all
public struct MessageSelection: Hashable, Sendable, CustomStringConvertible {
  enum Kind: Hashable {
    case all
    case numbers(ClosedRange<Int>)
    case every(Int)
    case random(Double)
  }

  let kind: Kind

  /// Every message.
  public static let all = MessageSelection(kind: .all)

  /// One message.
  ///
  /// - Parameter number: At least 1.
  public static func number(_ number: Int) -> Self { Self(kind: .numbers(number...number)) }

  /// Messages that follow each other.
  ///
  /// - Parameter numbers: At least 1.
  public static func numbers(_ numbers: ClosedRange<Int>) -> Self { Self(kind: .numbers(numbers)) }

  /// Of each `count` messages the last: with 10, the 10th, the 20th, and so on.
  ///
  /// - Parameter count: At least 1.
  public static func every(_ count: Int) -> Self { Self(kind: .every(count)) }

  /// Each message with a probability, by the seed of the ``FaultyInProcess``.
  ///
  /// - Parameter probability: 0 to 1.
  public static func random(_ probability: Double) -> Self { Self(kind: .random(probability)) }

  /// The selection in words.
  public var description: String {
    switch kind {
    case .all: "every message"
    case .numbers(let numbers) where numbers.count == 1: "message \(numbers.lowerBound)"
    case .numbers(let numbers): "messages \(numbers.lowerBound) to \(numbers.upperBound)"
    case .every(let count): "the last of every \(count) messages"
    case .random(let probability): "messages with probability \(probability)"
    }
  }

  /// Whether a message is among them.
  ///
  /// - Parameters:
  ///   - number: The message's.
  ///   - draw: Draws a number from 0 up to, but not including, 1 for the message.
  func contains(_ number: Int, draw: () -> Double) -> Bool {
    switch kind {
    case .all: true
    case .numbers(let numbers): numbers.contains(number)
    case .every(let count): number.isMultiple(of: count)
    case .random(let probability): draw() < probability
    }
  }

  /// What is wrong with it; `nil` when nothing is.
  var fault: String? {
    switch kind {
    case .all: nil
    case .numbers(let numbers): numbers.lowerBound < 1 ? "messages are numbered from 1" : nil
    case .every(let count): count < 1 ? "of every \(count) messages there is no last one" : nil
    // Also for what is not a number.
    case .random(let probability): (0...1).contains(probability) ? nil : "a probability is 0 to 1"
    }
  }
}
