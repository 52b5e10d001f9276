import Foundation
import Messaging
import MessagingAsync
import POSIXSupport
import TestSupport

/// Messages of a transport's, epoch after epoch.
protocol Soaking {
  /// Runs one epoch of at most so many messages.
  mutating func step(atMost most: Int) throws

  /// Lets go of what is kept, so that all messages were looked at.
  mutating func finish() throws

  var tally: SoakTally { get }

  var epochs: Int { get }
}

/// A sender and a receiver, and the sockets between them.
struct SoakRun<T: DescriptorSignalingTransport>: Soaking {
  private let transport: T
  private let address: String
  private let losesWhenClosed: Bool
  private let sender: SoakSender<T>
  private let receiver: SoakReceiver<T>
  private var generator: FuzzGenerator
  private var endpoint = ""
  private var isPair = false
  private(set) var epochs = 0

  /// How long what must happen may take.
  static var patience: Deadline { .after(.seconds(120)) }

  init(_ transport: T, at address: String, seed: UInt64, losesWhenClosed: Bool) throws {
    self.transport = transport
    self.address = address
    self.losesWhenClosed = losesWhenClosed
    let sizes = MessageSizes(seed: seed)
    sender = try SoakSender(transport, sizes: sizes)
    receiver = try SoakReceiver(transport, sizes: sizes)
    generator = FuzzGenerator(seed: seed, number: -1)
    try renew()
  }

  var tally: SoakTally { receiver.tally }

  mutating func step(atMost most: Int) throws {
    let epoch = Epoch(from: tally.next, atMost: most, canReconnect: !isPair, using: &generator)
    let isSent = Flag()
    let (sender, receiver, losesWhenClosed) = (sender, receiver, losesWhenClosed)
    let sides = try [
      Handle(
        JoinableThread<Void> {
          // A sender that fails has sent what it will.
          defer { isSent.set() }
          try sender.send(epoch)
        }),
      Handle(
        JoinableThread<Void> {
          try receiver.receive(epoch, maySendersLose: losesWhenClosed, isSent: isSent)
        }),
    ]
    let outcomes = sides.map { side in Result { try side.join() } }
    for outcome in outcomes { try outcome.get() }
    epochs += 1
    switch epoch.ending {
    case .keep: break
    case .reconnect:
      try sender.socket!.disconnect(endpoint)
      try sender.socket!.connect(endpoint)
    case .renew, .abrupt: try renew()
    }
  }

  mutating func finish() throws {
    try receiver.expectNothing()
    receiver.drop()
  }

  /// New sockets with limits of their own.
  private mutating func renew() throws {
    if receiver.socket != nil { try receiver.expectNothing() }
    sender.socket = nil
    receiver.socket = nil
    isPair = generator.oneIn(3)
    var options = SocketOptions()
    // Longer than a receiver pauses, on a machine that does other things too.
    options.linger = .seconds(60)
    options.reconnectInterval = .milliseconds(10)
    // Where TCP has less room than a segment of the loopback, pieces of large messages wait for timers.
    let leastBytes = address.hasPrefix("tcp:") ? 128 << 10 : 16 << 10
    options.sendQueue = QueueLimit(
      messages: generator.choice([10, 100, 1_000]),
      bytes: max(leastBytes, generator.choice([16 << 10, 128 << 10, 1 << 20])))
    options.receiveQueue = options.sendQueue
    var bound = try transport.socket(isPair ? .pair : .pull, options: options)
    endpoint = try bound.bind(address)
    var connected = try transport.socket(isPair ? .pair : .push, options: options)
    try connected.connect(endpoint)
    receiver.socket = consume bound
    sender.socket = consume connected
  }
}
