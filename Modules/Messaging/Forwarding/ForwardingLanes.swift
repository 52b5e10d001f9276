/// One direction of a forwarder.
package protocol ForwardingLane {
  associatedtype Failure: Error

  /// Whether there is a message that was received and not sent yet.
  var isHolding: Bool { get }

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

  /// Passes messages on until the control says to stop, or to finish and nothing is held.
  ///
  /// - Parameters:
  ///   - deadline: When to return if it does not.
  ///   - control: Asked between any two rounds.
  ///   - wait: Waits until one of these lanes can go on or the control changed; for the latter alone when there is none. May
  ///     return early.
  package mutating func run(
    until deadline: Deadline, steeredBy control: ForwardingControl,
    wait: (_ fromFront: FromFront?, _ fromBack: FromBack?) throws(Failure) -> Void
  ) throws(Failure) -> ForwardingEnd {
    while true {
      if control.isStopped { return .stopped }
      if deadline.remaining == .zero { return .deadlinePassed }
      if control.isFinishing {
        if fromFront?.isHolding != true, fromBack?.isHolding != true { return .stopped }
        if try !pass(countingBy: control, finishing: true) {
          try wait(fromFront.holding, fromBack.holding)
        }
      } else if control.isPaused {
        try wait(nil, nil)
      } else if try !pass(countingBy: control, finishing: false) {
        try wait(fromFront, fromBack)
      }
    }
  }

  /// Passes messages on in turn, and not for ever, so that neither direction starves and the control is seen.
  ///
  /// - Parameter isFinishing: Whether to receive no more.
  /// - Returns: Whether there were any.
  private mutating func pass(
    countingBy control: ForwardingControl, finishing isFinishing: Bool
  ) throws(Failure) -> Bool {
    var passed = ForwardingStatistics()
    defer { if passed != ForwardingStatistics() { control.count(passed) } }
    try Self.work(&fromFront, isFinishing, &passed, \.messagesFromFront, \.bytesFromFront)
    try Self.work(&fromBack, isFinishing, &passed, \.messagesFromBack, \.bytesFromBack)
    return passed != ForwardingStatistics()
  }

  private static func work<Lane: ForwardingLane>(
    _ lane: inout Lane?, _ isFinishing: Bool, _ passed: inout ForwardingStatistics,
    _ messages: WritableKeyPath<ForwardingStatistics, Int>,
    _ bytes: WritableKeyPath<ForwardingStatistics, Int>
  ) throws(Lane.Failure) {
    for _ in 0..<100 {
      if isFinishing, lane?.isHolding != true { return }
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

extension Optional where Wrapped: ForwardingLane {
  /// The lane if it has something to send.
  fileprivate var holding: Self { self?.isHolding == true ? self : nil }
}
