/// Something that inputs are tried on, one after the other.
protocol FuzzTarget: AnyObject {
  /// Makes an input of the generator's choices, and tries it.
  ///
  /// - Throws: What is wrong with what came of it.
  func run(_ generator: inout FuzzGenerator) throws

  /// Shows that what is honest still works.
  ///
  /// - Throws: What does not.
  func check() throws

  /// What there is to tell besides.
  var remarks: [String] { get }
}

extension FuzzTarget {
  func check() throws {}

  var remarks: [String] { [] }
}

/// What went wrong without ending the process.
struct Finding: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}

/// An abort of a library's that no check can prevent, and by which its process may end.
struct KnownAbort: Sendable {
  /// What the library says when it happens, or how the process ends.
  let message: String
  /// Where it is told of.
  let reference: String
}

/// How to make a target, and what is known of it.
struct FuzzTargetDescription: Sendable {
  /// Such as `zmq/tcp/pull`: the transport's name comes first.
  let name: String
  let knownAborts: [KnownAbort]
  let make: @Sendable () throws -> any FuzzTarget

  init(_ name: String, knownAborts: [KnownAbort] = [], make: @escaping @Sendable () throws -> any FuzzTarget)
  {
    self.name = name
    self.knownAborts = knownAborts
    self.make = make
  }

  /// The name of the transport that it is about.
  var transport: Substring { name.prefix { $0 != "/" } }
}
