internal import InProcessTransport
internal import Messaging

/// A socket of a network, used by its owner alone, with the network's lock held.
final class FaultySocket {
  var base: InProcess.SocketHandle
  let network: Network

  /// What its sends are numbered in.
  let sends: MessageStream

  /// Messages that were taken out of their queues and have not arrived.
  var asides: [Aside] = []

  /// A message that arrives behind others, or once more.
  struct Aside {
    var message: InProcess.MessageStorage
    let stream: MessageStream
    /// How many messages of the stream arrive first.
    var overtakers: Int
  }

  init(_ base: InProcess.SocketHandle, of network: Network, sends: MessageStream) {
    self.base = base
    self.network = network
    self.sends = sends
  }

  func close() {
    for index in asides.indices { InProcess.release(&asides[index].message) }
    asides = []
    InProcess.close(&base)
  }

  /// Has `body` use the socket while nothing happens in the network.
  func withLock<Result, Failure: Error>(
    _ body: (FaultySocket) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try network.timeline.withLock { () throws(Failure) in try body(self) }
  }

  // MARK: Sending

  /// Sends by `transfer`, unless a rule has that fail, and decides what becomes of the message.
  func send(_ transfer: (inout InProcess.SocketHandle) -> TransferResult) -> TransferResult {
    // How often a thread tries in vain is not for a rule to count.
    if let obstacle = InProcess.obstacle(to: .sending, on: &base) { return .failure(obstacle) }
    if let failure = network.failure(ofSendIn: sends) { return .failure(failure.number) }
    let before = InProcess.outgoing(of: &base)
    let result = transfer(&base)
    guard result.isSuccess else { return result }
    for (earlier, later) in zip(before, InProcess.outgoing(of: &base))
    where later.messageCount != earlier.messageCount {
      network.decideFate(on: later.way, of: &base, pattern: sends.sender)
    }
    return result
  }
}
