/// A way to move messages from one thread to another, whose time is to be explained.
public struct Pipeline: Sendable {
  /// Its name.
  public let name: String

  let open: @Sendable () throws -> Ends

  /// A pipeline.
  ///
  /// - Parameters:
  ///   - name: Its name.
  ///   - open: Opens both ends and joins them; called several times.
  public init(_ name: String, open: @escaping @Sendable () throws -> Ends) {
    self.name = name
    self.open = open
  }

  /// The two threads of a pipeline.
  public struct Ends {
    let sender: any StagedEnd
    let receiver: any StagedEnd

    /// Two ends that are joined.
    ///
    /// - Parameters:
    ///   - sender: What the sending thread has.
    ///   - sending: What that does with each message, in order.
    ///   - receiver: What the receiving thread has.
    ///   - receiving: What that does with each message, in order.
    ///   - interrupt: Makes calls fail that wait in either thread; called from any thread after one of them failed.
    public init<Sender: AnyObject, Receiver: AnyObject>(
      sender: sending Sender, sending: [PipelineStage<Sender>],
      receiver: sending Receiver, receiving: [PipelineStage<Receiver>],
      interrupt: @escaping @Sendable () -> Void
    ) {
      self.sender = StateEnd(sender, stages: sending, side: .sender, interrupt: interrupt)
      self.receiver = StateEnd(receiver, stages: receiving, side: .receiver, interrupt: interrupt)
    }
  }
}
