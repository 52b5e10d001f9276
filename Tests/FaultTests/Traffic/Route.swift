import Messaging
import TestSupport
import Testing

/// A way for letters: by which patterns, and who of the two is bound.
struct Route: Sendable, CaseIterable, CustomTestStringConvertible {
  let isPublished: Bool
  let senderIsBound: Bool

  static let allCases = [
    Route(isPublished: false, senderIsBound: false), Route(isPublished: false, senderIsBound: true),
    Route(isPublished: true, senderIsBound: true),
  ]

  var testDescription: String {
    "\(isPublished ? "publish" : "push"), \(senderIsBound ? "bound" : "connected")"
  }

  /// Traffic this way, through a proxy.
  func open<T: ExposedTransport>(
    on transport: T, at address: String, under conditions: Conditions, limitsSilence: Bool,
    patience: Duration
  ) throws -> (traffic: Traffic, proxy: Proxy) {
    var sender = try transport.socket(isPublished ? .publish : .push, limitsSilence: limitsSilence)
    var receiver = try transport.socket(isPublished ? .subscribe : .pull, limitsSilence: limitsSilence)
    let endpoint = senderIsBound ? try sender.bind(address) : try receiver.bind(address)
    let proxy = try Proxy(to: endpoint, under: conditions)
    if senderIsBound {
      try receiver.connect(proxy.endpoint)
    } else {
      try sender.connect(proxy.endpoint)
    }
    // nanomsg's publishers drop a letter while the one before is not handed to the system.
    return (try Traffic(from: sender, to: receiver, window: isPublished ? 1 : 20, patience: patience), proxy)
  }
}

/// A subject and a route.
struct Journey: Sendable, CustomTestStringConvertible {
  let subject: Subject
  let route: Route

  static let all = Subject.all.flatMap { subject in
    Route.allCases.map { Journey(subject: subject, route: $0) }
  }

  /// Whether the receiver may not hear anything any more once a connection broke that it had made.
  var mayStayDeaf: Bool { subject.connectionsSpoilTheNext && route.senderIsBound && !route.isPublished }

  var testDescription: String { "\(subject.testDescription), \(route.testDescription)" }

  /// Traffic this way, through a proxy.
  ///
  /// - Parameters:
  ///   - limitsSilence: Whether the sockets take silent connections for lost, where they can.
  ///   - patience: As that of ``Traffic``.
  func open(
    under conditions: Conditions = Conditions(), limitsSilence: Bool = false,
    patience: Duration = .milliseconds(20)
  ) throws -> (traffic: Traffic, proxy: Proxy) {
    try route.open(
      on: subject.make(), at: subject.address, under: conditions, limitsSilence: limitsSilence,
      patience: patience)
  }
}
