import Messaging
import TestSupport
import Testing

#if ZeroMQ
  import ZeroMQTransport
#endif
#if Nanomsg
  import NanomsgTransport
#endif

/// A transport, and a kind of address between processes.
struct Subject: Sendable, CustomTestStringConvertible {
  /// The transport's name.
  let transport: String
  /// An address with a wildcard.
  let address: String
  /// Whether its sockets find out that a connection is silent, when they are to.
  let noticesSilence: Bool
  /// Whether a publisher ends its process when it is sent anything.
  let publishersDieOfData: Bool
  /// Whether a connection that breaks may keep the next one from being made.
  let connectionsSpoilTheNext: Bool
  /// Whether a process without descriptors ends when somebody connects to it here.
  let diesOfLocalPeersWithoutDescriptors: Bool
  let make: @Sendable () throws -> any ExposedTransport

  private init<T: ExposedTransport>(at address: String, make: @escaping @Sendable () throws -> T) {
    transport = T.name
    self.address = address
    noticesSilence = T.noticesSilence
    publishersDieOfData = T.publishersDieOfData
    connectionsSpoilTheNext = T.connectionsSpoilTheNext
    diesOfLocalPeersWithoutDescriptors =
      T.listenersDieWithoutDescriptors && address.hasPrefix("ipc:")
    self.make = make
  }

  var testDescription: String { "\(transport) at \(address)" }

  /// Every kind of address of every transport.
  static let all = overTCP + make(at: "ipc://*")

  static let overTCP = make(at: "tcp://127.0.0.1:*")

  private static func make(at address: String) -> [Subject] {
    var subjects: [Subject] = []
    #if ZeroMQ
      subjects.append(Subject(at: address) { try ZeroMQ() })
    #endif
    #if Nanomsg
      subjects.append(Subject(at: address) { try Nanomsg() })
    #endif
    return subjects
  }
}

/// A transport that other processes reach, and so all that can happen to them.
protocol ExposedTransport: Transport {
  /// Whether sockets can take silent connections for lost.
  static var noticesSilence: Bool { get }

  /// Whether a publisher ends its process when it is sent anything, which no check can prevent.
  static var publishersDieOfData: Bool { get }

  /// Whether what a socket that connects read ahead from a broken connection is taken for the beginning of the next one.
  static var connectionsSpoilTheNext: Bool { get }

  /// Whether a listener at an `ipc` address ends its process when it has no descriptor for who connects, which no check can
  /// prevent.
  static var listenersDieWithoutDescriptors: Bool { get }

  /// Has the socket take connections for lost that are silent for two seconds, or do not begin well in one.
  static func limitSilence(on socket: inout Socket<Self>) throws

  /// What a peer of this pattern says first.
  static func greeting(of pattern: Pattern<Self>) -> [UInt8]

  /// The beginning of a message of so many bytes.
  static func frameHead(of count: UInt64) -> [UInt8]
}

extension ExposedTransport {
  /// A socket that connects again at once, and whose queues are soon full.
  ///
  /// - Parameter queue: How many messages are a full queue, where they are counted.
  func socket(_ pattern: Pattern<Self>, limitsSilence: Bool = false, queue: Int = 50) throws -> Socket<Self> {
    var options = SocketOptions()
    options.reconnectInterval = .milliseconds(10)
    options.maximumReconnectInterval = options.reconnectInterval
    options.sendQueue = QueueLimit(messages: queue, bytes: 64 << 10)
    options.receiveQueue = QueueLimit(messages: queue, bytes: 64 << 10)
    options.linger = .zero
    var socket = try socket(pattern, options: options)
    if limitsSilence { try Self.limitSilence(on: &socket) }
    if pattern == .subscribe { try socket.subscribe(to: "") }
    return socket
  }
}
