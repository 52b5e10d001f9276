import Messaging
import TestSupport

/// A bound socket that an honest peer talks to, whoever else connects.
struct Besieged {
  let endpoint: String
  private let traffic: Traffic

  init<T: ExposedTransport>(on transport: T, at address: String) throws {
    var pull = try transport.socket(.pull, limitsSilence: true)
    endpoint = try pull.bind(address)
    var push = try transport.socket(.push)
    try push.connect(endpoint)
    traffic = try Traffic(from: push, to: pull, admitsStrangers: true)
    try traffic.await(20)
  }

  /// Makes sure that the honest peer is still served.
  func expectService() throws { try traffic.await(20) }

  /// Ends the siege. Every honest message came, once and in order.
  func relieve() throws {
    try expectService()
    try check(traffic.finish().isComplete)
  }
}
