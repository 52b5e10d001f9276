import Foundation
import Messaging
import Testing
import ZeroMQTransport

@Suite struct ZeroMQTests {
  private static let soon = Duration.seconds(10)

  @Test func aContextNeedsAThread() {
    for count in [-1, 0, 1_000_000] {
      let error = #expect(throws: MessagingError.self) { _ = try ZeroMQ(ioThreads: count) }
      #expect(error?.code == .invalidArgument)
      #expect(error?.endpoint == "zmq")
    }
  }

  @Test func theLibraryTellsItsVersion() {
    #expect(ZeroMQ.libraryVersion.split(separator: ".").compactMap { Int($0) }.count == 3)
  }

  @Test func aLiveListenerKeepsItsPath() throws {
    let transport = try ZeroMQ()
    var first = try transport.socket(.pull)
    let endpoint = try first.bind("ipc://*")
    var second = try transport.socket(.pull)
    let error = #expect(throws: MessagingError.self) { try second.bind(endpoint) }
    #expect(error?.code == .addressInUse)
    #expect(error?.endpoint == endpoint)

    var push = try transport.socket(.push)
    try push.connect(endpoint)
    try push.send("still there", deadline: .after(Self.soon))
    #expect(String(try first.receive(deadline: .after(Self.soon))) == "still there")
  }

  @Test func aPathThatWasChosenIsNotLeftBehind() throws {
    let transport = try ZeroMQ()
    var socket = try transport.socket(.pull)
    let paths = try (0..<2).map { _ in String(try socket.bind("ipc://*").dropFirst("ipc://".count)) }
    #expect(paths.allSatisfy { FileManager.default.fileExists(atPath: $0) })
    socket.close()
    #expect(!paths.contains { FileManager.default.fileExists(atPath: $0) })
  }

  /// libzmq keeps up to 33 bytes inside the message, so they move with it.
  @Test(arguments: [0, 1, 29, 32, 33, 34, 35, 64])
  func bytesMoveWithTheMessage(_ count: Int) throws {
    final class Holder {
      var message: Message<ZeroMQ>?
      init(_ message: consuming Message<ZeroMQ>) { self.message = consume message }
    }
    func make() throws -> Message<ZeroMQ> { try Message((0..<count).map { UInt8($0) }) }

    let holder = Holder(try make())
    guard var message = holder.message.take() else { throw CancellationError() }
    message.withMutableBytes { bytes in
      if bytes.byteCount > 0 { bytes.storeBytes(of: 0xFF, toByteOffset: 0, as: UInt8.self) }
    }
    let moved = Holder(message)
    guard let message = moved.message.take() else { throw CancellationError() }
    var expected = (0..<count).map { UInt8($0) }
    if count > 0 { expected[0] = 0xFF }
    #expect([UInt8](message) == expected)
  }

  @Test func socketsBeyondTheLimitAreRefused() throws {
    let transport = try ZeroMQ()
    var sockets: [Box] = []
    let error = #expect(throws: MessagingError.self) {
      for _ in 0..<2_000 { sockets.append(Box(try transport.socket(.push))) }
    }
    #expect(error?.code == .outOfResources)
    #expect(sockets.count > 100)
  }

  @Test func theLimitOfSocketsCanBeChosen() throws {
    for count in [-1, 0, 65_536] {
      let error = #expect(throws: MessagingError.self) { _ = try ZeroMQ(maximumSockets: count) }
      #expect(error?.code == .invalidArgument)
    }
    let transport = try ZeroMQ(maximumSockets: 50)
    var sockets: [Box] = []
    let error = #expect(throws: MessagingError.self) {
      for _ in 0..<100 { sockets.append(Box(try transport.socket(.push))) }
    }
    #expect(error?.code == .outOfResources)
    #expect(sockets.count == 50)
  }

  private final class Box {
    let socket: Socket<ZeroMQ>
    init(_ socket: consuming Socket<ZeroMQ>) { self.socket = socket }
  }
}
