internal import InProcessTransport
internal import Messaging
internal import POSIXSupport

extension FaultySocket {
  /// What becomes readable when a transfer may be worth trying; `nil` when one is.
  ///
  /// - Throws: When the transport was shut down.
  func descriptor(awaiting interest: Readiness) throws(TransportFailure) -> Int32? {
    try InProcess.parker(of: base).arm { () throws(TransportFailure) in
      !(try readiness(for: interest).isEmpty)
    }
  }

  /// The directions in which a transfer need not wait.
  ///
  /// - Throws: When the transport was shut down.
  func readiness(for interest: Readiness) throws(TransportFailure) -> Readiness {
    let sending = InProcess.obstacle(to: .sending, on: &base)
    if let sending, InProcess.code(for: sending) == .closed {
      throw TransportFailure(sending, of: InProcess.self)
    }
    var readiness: Readiness = []
    if interest.contains(.sending), sending == nil { readiness.insert(.sending) }
    if interest.contains(.receiving), refusalToReceive == nil, hasArrival { readiness.insert(.receiving) }
    return readiness
  }

  /// Makes sure that waiting for a direction can succeed.
  func checkTurn(for direction: Direction) throws(TransportFailure) {
    let refusal = direction == .sending ? InProcess.obstacle(to: .sending, on: &base) : refusalToReceive
    if let refusal, refusal != InProcess.wouldBlock { throw TransportFailure(refusal, of: InProcess.self) }
  }
}
