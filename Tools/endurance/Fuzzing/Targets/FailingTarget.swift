import Foundation

/// A target that fails as tests want it to, at input 17, so that they see how that is told.
final class FailingTarget: FuzzTarget {
  enum Kind: String, CaseIterable {
    case signal, known, error
    /// Only the next check finds it.
    case errorLater = "error-later"
  }

  private let kind: Kind
  private var hasFailed = false

  private init(_ kind: Kind) { self.kind = kind }

  /// Not among those that are tried unasked.
  static let all = Kind.allCases.map { kind in
    FuzzTargetDescription(
      "failing/\(kind.rawValue)",
      knownAborts: [KnownAbort(message: "known failure", reference: "somewhere.c:1")]
    ) {
      FailingTarget(kind)
    }
  }

  func run(_ generator: inout FuzzGenerator) throws {
    guard generator.inputNumber == 17 else { return }
    switch kind {
    case .signal: abort()
    case .known:
      try FileHandle.standardError.write(contentsOf: Data("known failure\n".utf8))
      abort()
    case .error: throw Finding("input 17")
    case .errorLater: hasFailed = true
    }
  }

  func check() throws { if hasFailed { throw Finding("something before") } }
}
