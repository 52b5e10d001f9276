internal import InProcessTransport
internal import Messaging
internal import POSIXSupport

/// The transport underneath, and what the rules do to messages between its sockets.
///
/// All that happens, happens with the timeline's lock held, except waiting. So what is kept with a link agrees with the queues of
/// the link at any time.
final class Network: @unchecked Sendable {
  let transport: InProcess
  let timeline: Timeline
  private let script: FaultScript

  // Guarded by the lock.
  private var injectedFaults: [InjectedFault] = []
  private var socketCounts: [String: Int] = [:]

  init(_ script: FaultScript, clock: ManualClock?) {
    self.script = script
    transport = InProcess(follower: ConnectionNumbering())
    timeline = Timeline(clock: clock)
  }

  /// Starts what delays on the system's clock need. Before any other use.
  func start() throws(ThreadError) {
    if script.takesTime { try timeline.start() }
  }

  deinit { timeline.stop() }

  /// What was done so far, by connection and message.
  var record: [InjectedFault] {
    let faults = timeline.withLock { injectedFaults }
    // What was done to one message stays in its order.
    return faults.enumerated().sorted { left, right in
      left.element.precedes(right.element)
        || !right.element.precedes(left.element) && left.offset < right.offset
    }.map(\.element)
  }

  /// What the sends of a new socket are numbered in.
  func makeStream(for pattern: String) -> MessageStream {
    socketCounts[pattern, default: 0] += 1
    return MessageStream(ofSocket: socketCounts[pattern]!, sender: pattern)
  }

  /// Decides whether a send that would not have to wait fails.
  func failure(ofSendIn stream: MessageStream) -> FaultRule.SendFailure? {
    let number = stream.countMessage()
    for case .failSend(let failure) in script.faults(of: number, in: stream) {
      note(.failed(failure), number, in: stream)
      return failure
    }
    return nil
  }

  /// Decides what becomes of a message that was just sent.
  func decideFate(on way: Way, of socket: inout InProcess.SocketHandle, pattern: String) {
    let stream = way.stream
    stream.sender = pattern
    let number = stream.countMessage()
    var fate = Fate(number: number)
    var breaks: [(duration: Duration, inFlight: FaultRule.InFlight)] = []
    for fault in script.faults(of: number, in: stream) {
      switch fault {
      case .disconnect(let duration, let inFlight): breaks.append((duration, inFlight))
      case .failSend: break
      case .drop, .delay, .duplicate, .reorder:
        if !fate.isLost, let effect = fate.suffer(fault, pattern: pattern) {
          note(effect, number, in: stream)
        }
      }
    }
    if let delay = fate.arrival {
      let arrival = timeline.now + delay
      fate.arrival = arrival
      if !fate.isLost { timeline.schedule(at: arrival) { way.wakeReceiver() } }
    }
    way.traffic[way].append(fate)
    for (duration, inFlight) in breaks {
      disconnect(way, of: &socket, for: duration, inFlight: inFlight, after: number)
    }
  }

  private func disconnect(
    _ way: Way, of socket: inout InProcess.SocketHandle, for duration: Duration, inFlight: FaultRule.InFlight,
    after number: Int
  ) {
    // Another rule may have broken it already.
    guard let severed = InProcess.sever(way, of: &socket) else { return }
    note(.disconnected(for: duration), number, in: way.stream)
    if inFlight == .lost {
      way.traffic.loseAll { stream, number in note(.lost, number, in: stream) }
    }
    if duration > .zero {
      timeline.schedule(at: timeline.now + duration) { severed.restore() }
    } else {
      severed.restore()
    }
  }

  private func note(_ effect: InjectedFault.Effect, _ number: Int, in stream: MessageStream) {
    injectedFaults.append(
      InjectedFault(
        address: stream.address, connection: stream.number, sender: stream.sender, number: number,
        effect: effect))
  }
}
