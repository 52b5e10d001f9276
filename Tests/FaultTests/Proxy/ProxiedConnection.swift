import Foundation
import TestSupport

/// A connection to a proxy, and the proxy's own to the target.
final class ProxiedConnection {
  let client: Int32
  /// `nil` once the target is gone and the client was not told.
  private(set) var target: Int32?
  var toTarget = Lane()
  var toClient = Lane()

  init(client: Int32, target: Int32) {
    (self.client, self.target) = (client, target)
    for descriptor in [client, target] {
      // Pieces go out one by one.
      var one: Int32 = 1
      setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &one, socklen_t(MemoryLayout<Int32>.size))
    }
  }

  /// What to poll the two descriptors for; nothing is `-1`, which `poll` passes over.
  var entries: [pollfd] {
    [
      entry(client, reads: toTarget.wantsBytes, writes: toClient.wait == .zero),
      entry(target ?? -1, reads: toClient.wantsBytes, writes: toTarget.wait == .zero),
    ]
  }

  private func entry(_ descriptor: Int32, reads: Bool, writes: Bool) -> pollfd {
    let events = (reads ? POLLIN : 0) | (writes ? POLLOUT : 0)
    return pollfd(fd: events == 0 ? -1 : descriptor, events: Int16(events), revents: 0)
  }

  /// Moves what can be moved.
  ///
  /// - Returns: How the connection ends; `nil` as long as it does not.
  func move(clientIsReady: Bool, targetIsReady: Bool, under conditions: Conditions) -> Lane.End? {
    if clientIsReady, toTarget.wantsBytes { toTarget.read(from: client, under: conditions) }
    guard let target else {
      toTarget.discard()
      return toTarget.isDone ? toTarget.end : nil
    }
    if targetIsReady, toClient.wantsBytes { toClient.read(from: target, under: conditions) }
    if toTarget.wait == .zero { toTarget.write(to: target, under: conditions) }
    if toClient.wait == .zero { toClient.write(to: client, under: conditions) }
    if let limit = conditions.bytesBeforeReset, max(toTarget.passed, toClient.passed) >= limit {
      return .abrupt
    }
    return [toTarget, toClient].first(where: \.isDone)?.end
  }

  /// Takes the target away without telling the client, whose bytes go nowhere from now on.
  func strand() {
    if let target { StreamAddress.abort(target) }
    target = nil
  }

  func close(_ end: Lane.End) {
    for descriptor in [client, target].compactMap({ $0 }) {
      if end == .abrupt { StreamAddress.abort(descriptor) } else { Glibc.close(descriptor) }
    }
  }
}
