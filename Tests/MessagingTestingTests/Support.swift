import Messaging
import MessagingTesting
import TestSupport
import Testing

/// A transport on a clock that stands still.
func faulty(
  _ rules: FaultRule..., seed: UInt64 = 0, clock: ManualClock = ManualClock()
) throws -> FaultyInProcess {
  try FaultyInProcess(rules, seed: seed, clock: clock)
}

/// Options with both queues limited to `messages`.
func limited(to messages: Int) -> SocketOptions {
  var options = SocketOptions()
  options.sendQueue.messages = messages
  options.receiveQueue.messages = messages
  return options
}

/// The code that `body` throws; `nil` when it throws none.
func failure(_ body: () throws(MessagingError) -> Void) -> MessagingError.Code? {
  do throws(MessagingError) {
    try body()
    return nil
  } catch {
    return error.code
  }
}

/// The ends of one connection.
struct Link<T: Transport>: ~Copyable {
  var sender: Socket<T>
  var receiver: Socket<T>
  let address: String

  /// Connects the sender to the receiver.
  init(
    _ transport: T, from sending: Pattern<T> = .push, to receiving: Pattern<T> = .pull,
    options: SocketOptions = SocketOptions()
  ) throws(MessagingError) {
    var receiver = try transport.socket(receiving, options: options)
    let address = try receiver.bind("inproc://*")
    var sender = try transport.socket(sending, options: options)
    try sender.connect(address)
    self.address = address
    self.receiver = receiver
    self.sender = sender
  }

  /// Sends numbers as text.
  mutating func send(_ numbers: ClosedRange<Int>) throws(MessagingError) {
    for number in numbers { try sender.send("\(number)", deadline: soon) }
  }

  /// All that has arrived.
  mutating func arrivals() throws(MessagingError) -> [String] { try receiver.arrivals() }
}

extension Socket {
  /// All that has arrived.
  mutating func arrivals() throws(MessagingError) -> [String] {
    var texts: [String] = []
    while let message = try tryReceive() { texts.append(String(message)) }
    return texts
  }
}
