import Foundation
import TestSupport

extension Child {
  /// A process of `fault-peer`.
  ///
  /// - Parameter wrapper: A command that runs it.
  static func faultPeer(_ arguments: [String], wrapper: [String] = []) throws -> Child {
    let program = try BuiltProgram.named("fault-peer").path()
    return try Child(URL(filePath: "/usr/bin/env"), wrapper + [program] + arguments)
  }

  /// Where a peer is bound that was told to.
  func bound() throws -> String {
    guard let endpoint = firstLine(after: "bound to ") else {
      throw Fault("a peer was not bound: \(finish().error)")
    }
    return endpoint
  }

  /// Does something together with the peer, and has a failure say what became of it.
  func explaining(_ body: () throws -> Void) throws {
    do { try body() } catch {
      let state = process.isRunning ? "is running" : "ended with \(finish())"
      throw Fault("\(error), while the peer \(state)")
    }
  }

  /// What a receiving peer tells when it ends.
  func report() throws -> PeerReport {
    let outcome = finish()
    guard outcome.status == 0 else { throw Fault("a peer ended with \(outcome.status): \(outcome.error)") }
    return try JSONDecoder().decode(PeerReport.self, from: Data(outcome.output.utf8))
  }
}
