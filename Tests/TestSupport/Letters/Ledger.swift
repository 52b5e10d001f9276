package import Messaging

/// What became of letters, by sender.
package struct Ledger: Codable, Sendable {
  /// The letters of one sender.
  package struct Account: Codable, Sendable {
    package private(set) var received = 0
    /// The number of the letter that came first.
    package private(set) var first: Int
    /// The highest number that came.
    package private(set) var last: Int
    /// The numbers between these two that did not come.
    package private(set) var missing: Set<Int> = []
    /// How many came after a letter of a higher number.
    package private(set) var overtaken = 0

    fileprivate init(_ number: Int) { (first, last) = (number, number - 1) }

    /// - Returns: Whether the letter came for the first time.
    fileprivate mutating func note(_ number: Int) -> Bool {
      if number > last {
        missing.formUnion(last + 1..<number)
        last = number
      } else if missing.remove(number) != nil {
        overtaken += 1
      } else {
        return false
      }
      received += 1
      return true
    }
  }

  package private(set) var accounts: [Int: Account] = [:]

  package init() {}

  /// The letters of a sender; `nil` when none came.
  package subscript(sender: Int) -> Account? { accounts[sender] }

  /// How many letters came of all senders.
  package var received: Int { accounts.values.reduce(0) { $0 + $1.received } }

  /// Whether every letter up to the last came, in order.
  package var isComplete: Bool {
    accounts.values.allSatisfy { $0.first == 0 && $0.missing.isEmpty && $0.overtaken == 0 }
  }

  /// Enters a message.
  ///
  /// - Throws: What is wrong when it is no letter, or one that came before.
  package mutating func note<T: Transport>(_ message: borrowing Message<T>) throws {
    try message.withUnsafeBytes { bytes in try note(Letter(bytes)) }
  }

  package mutating func note(_ letter: Letter) throws {
    guard accounts[letter.sender, default: Account(letter.number)].note(letter.number) else {
      throw Fault("letter \(letter.number) of \(letter.sender) came twice")
    }
  }
}

/// What a check found.
package struct Fault: Error, CustomStringConvertible {
  package let description: String

  package init(_ description: String) { self.description = description }
}
