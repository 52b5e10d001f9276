import Messaging

/// A socket that both directions of a bridge use, in turn.
final class BridgeEnd<T: DescriptorSignalingTransport> {
  var socket: Socket<T>

  init(_ socket: consuming Socket<T>) { self.socket = socket }

  func descriptors(awaiting interest: Readiness) throws(MessagingError) -> [Int32]? {
    try socket.withUnsafeHandle(during: .forward) { (handle) throws(TransportFailure) in
      try T.descriptors(awaiting: interest, on: &handle)
    }
  }
}

/// One direction of a bridge.
final class BridgeLane<Source: DescriptorSignalingTransport, Sink: DescriptorSignalingTransport>:
  ForwardingLane
{
  private let source: BridgeEnd<Source>
  private let sink: BridgeEnd<Sink>

  /// What was received last.
  private var message = Message<Source>()
  /// Whether it is still to be sent.
  private(set) var isHolding = false

  init(from source: BridgeEnd<Source>, to sink: BridgeEnd<Sink>) {
    self.source = source
    self.sink = sink
  }

  func step() throws(MessagingError) -> ForwardingStep {
    do {
      if !isHolding {
        guard try source.socket.tryReceive(reusing: &message) else { return .waits }
        isHolding = true
      }
      let isSent = try message.withBytes { (bytes) throws(MessagingError) in
        try sink.socket.trySend(copying: bytes)
      }
      guard isSent else { return .waits }
      isHolding = false
      return .passed(message.count)
    } catch {
      isHolding = false
      guard error.code == .messageTooLarge else { throw error }
      return .dropped
    }
  }

  /// Adds what has to happen before the next ``step()``.
  func addInterest(inSource: inout Readiness, inSink: inout Readiness) {
    if isHolding { inSink.insert(.sending) } else { inSource.insert(.receiving) }
  }
}
