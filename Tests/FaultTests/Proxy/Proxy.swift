import POSIXSupport
import TestSupport

/// What sockets connect to instead of a target, so that things happen between the two. Ends with this.
final class Proxy: Sendable {
  private let loop: ProxyLoop
  private let thread: Box<Handle<Void>>

  init(to target: String, under conditions: Conditions = Conditions()) throws {
    let loop = try ProxyLoop(to: target, under: conditions)
    self.loop = loop
    thread = Box(Handle(try JoinableThread { while loop.step() {} }))
  }

  deinit {
    loop.stop()
    try? thread.value.join()
  }

  /// Where to connect to.
  var endpoint: String { loop.endpoint }

  /// How many connections were accepted so far.
  var connectionsAccepted: Int { loop.counts.accepted }

  /// How many of them were reset as their conditions said.
  var connectionsReset: Int { loop.counts.reset }

  func set(_ conditions: Conditions) { loop.set(conditions) }

  /// Ends all connections abruptly, on both sides.
  func reset() { loop.reset() }

  /// Ends all connections on the target's side only. The clients are not told, and what they send goes nowhere.
  func strand() { loop.strand() }
}
