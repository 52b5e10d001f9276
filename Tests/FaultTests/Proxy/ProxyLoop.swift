import Foundation
import Messaging
import POSIXSupport
import TestSupport

/// What a proxy's thread runs: rounds of one `poll` each.
final class ProxyLoop: @unchecked Sendable {
  let endpoint: String

  private let target: String
  private let listener: Int32
  private let wake: WakeSignal

  /// Guards what follows. The thread has it except while it polls.
  private let lock = Lock()
  private var conditions: Conditions
  private var connections: [ProxiedConnection] = []
  /// Counts what makes the answer of a `poll` under way meaningless.
  private var revision = 0
  private var connectionCounts = (accepted: 0, reset: 0)
  private var isStopped = false

  init(to target: String, under conditions: Conditions = Conditions()) throws {
    self.target = target
    self.conditions = conditions
    (listener, endpoint) = try StreamAddress.listen(like: target)
    wake = try WakeSignal()
    // Not waiting for who may be gone again.
    _ = fcntl(listener, F_SETFL, O_NONBLOCK)
  }

  deinit {
    for connection in connections { connection.close(.abrupt) }
    close(listener)
    if endpoint.hasPrefix("ipc://") { UnixSocket.remove(String(endpoint.dropFirst("ipc://".count))) }
  }

  var counts: (accepted: Int, reset: Int) { lock.withLock { connectionCounts } }

  func stop() { change { isStopped = true } }

  func set(_ conditions: Conditions) { change { self.conditions = conditions } }

  func reset() {
    change {
      for connection in connections { connection.close(.abrupt) }
      connections.removeAll()
    }
  }

  func strand() {
    change { for connection in connections { connection.strand() } }
  }

  private func change(_ body: () -> Void) {
    lock.withLock {
      body()
      revision += 1
    }
    wake.signal()
  }

  /// Waits for something to do, and does it.
  ///
  /// - Returns: Whether there is a next time.
  func step() -> Bool {
    // What was changed before this is seen below, what is changed after it ends the poll.
    wake.reset()
    var entries = [pollfd(fd: wake.descriptor, events: Int16(POLLIN), revents: 0)]
    let asked: (revision: Int, wait: Duration?)? = lock.withLock {
      guard !isStopped else { return nil }
      if !conditions.isCut {
        entries.append(pollfd(fd: listener, events: Int16(POLLIN), revents: 0))
        entries += connections.flatMap(\.entries)
      }
      let waits = connections.flatMap { [$0.toTarget.wait, $0.toClient.wait] }.compactMap { $0 }
      return (revision, conditions.isCut ? nil : waits.filter { $0 > .zero }.min())
    }
    guard let asked else { return false }
    let timeout = asked.wait.map { Deadline.after($0).remainingMilliseconds } ?? -1
    guard poll(&entries, nfds_t(entries.count), timeout) >= 0 || errno == EINTR else {
      preconditionFailure("polling takes no resources")
    }
    lock.withLock {
      // What was polled may be closed, and its number somebody else's.
      if revision == asked.revision, !conditions.isCut { serve(entries) }
    }
    return true
  }

  private func serve(_ entries: [pollfd]) {
    for (index, connection) in connections.enumerated().reversed() {
      let end = connection.move(
        clientIsReady: entries[2 + 2 * index].revents != 0,
        targetIsReady: entries[3 + 2 * index].revents != 0,
        under: conditions)
      guard let end else { continue }
      if conditions.bytesBeforeReset != nil { connectionCounts.reset += 1 }
      connection.close(end)
      connections.remove(at: index)
    }
    if entries[1].revents != 0 { accept() }
  }

  private func accept() {
    let client = Glibc.accept(listener, nil, nil)
    guard client >= 0 else { return }
    _ = fcntl(client, F_SETFD, FD_CLOEXEC)
    // Whoever changes this proxy waits meanwhile. The client tries again.
    guard let target = try? StreamAddress.connect(to: target, waitingAtMost: 1) else {
      StreamAddress.abort(client)
      return
    }
    connections.append(ProxiedConnection(client: client, target: target))
    connectionCounts.accepted += 1
  }
}
