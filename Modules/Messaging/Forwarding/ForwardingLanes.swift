/// One direction of a forwarder.
package protocol ForwardingLane {
  associatedtype Failure: Error

  /// Passes one message on, as far as that needs no waiting. What was received and cannot be sent yet stays in the lane.
  mutating func step() throws(Failure) -> ForwardingStep
}

/// What a lane did.
package enum ForwardingStep {
  /// A message went out, of this size in bytes.
  case passed(Int)
  /// A message was larger than a socket may send or receive, and was dropped.
  case dropped
  /// There is no message, or no room for the one at hand.
  case waits
}

/// The two directions of a forwarder, and the loop that works them.
package struct ForwardingLanes<FromFront: ForwardingLane, FromBack: ForwardingLane>
where FromBack.Failure == FromFront.Failure {
  package typealias Failure = FromFront.Failure

  /// From the front to the back; `nil` where the patterns do not have this direction.
  package var fromFront: FromFront?
  /// From the back to the front.
  package var fromBack: FromBack?

  package init(fromFront: FromFront?, fromBack: FromBack?) {
    self.fromFront = fromFront
    self.fromBack = fromBack
  }

  /// Passes messages on until the control says to stop.
  ///
  /// - Parameters:
  ///   - deadline: When to return if it does not.
  ///   - control: Asked between any two rounds.
  ///   - wait: Waits until a lane can go on or the control changed; when it is paused, for the latter alone. May return early.
  package mutating func run(
    until deadline: Deadline, steeredBy control: ForwardingControl,
    wait: (inout Self, _ isPaused: Bool) throws(Failure) -> Void
  ) throws(Failure) -> ForwardingEnd {
    while true {
      if control.isStopped { return .stopped }
      if deadline.remaining == .zero { return .deadlinePassed }
      let isPaused = control.isPaused
      let isBusy = isPaused ? false : try pass(countingBy: control)
      if !isBusy { try wait(&self, isPaused) }
    }
  }

  /// Passes messages on in turn, and not for ever, so that neither direction starves and the control is seen.
  ///
  /// - Returns: Whether there were any.
  private mutating func pass(countingBy control: ForwardingControl) throws(Failure) -> Bool {
    var passed = ForwardingStatistics()
    defer { if passed != ForwardingStatistics() { control.count(passed) } }
    try Self.work(&fromFront, &passed, \.messagesFromFront, \.bytesFromFront)
    try Self.work(&fromBack, &passed, \.messagesFromBack, \.bytesFromBack)
    return passed != ForwardingStatistics()
  }

  private static func work<Lane: ForwardingLane>(
    _ lane: inout Lane?, _ passed: inout ForwardingStatistics,
    _ messages: WritableKeyPath<ForwardingStatistics, Int>,
    _ bytes: WritableKeyPath<ForwardingStatistics, Int>
  ) throws(Lane.Failure) {
    for _ in 0..<100 {
      switch try lane?.step() {
      case .passed(let size):
        passed[keyPath: messages] += 1
        passed[keyPath: bytes] += size
      case .dropped: passed.messagesTooLarge += 1
      case .waits, nil: return
      }
    }
  }
}
