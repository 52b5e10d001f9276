#if NIO
  import InProcessTransport
  import Messaging
  import MessagingAsync
  import MessagingNIO
  import NIOCore
  import TestSupport
  import Testing

  @Suite(.timeLimit(.minutes(1))) struct ByteBufferTests {
    /// Inside libzmq's message and outside of it, and more than a fresh buffer has.
    private static let sizes = [0, 1, 33, 34, 4_096, 100_000]

    private func pattern(_ size: Int) -> [UInt8] { (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 7) } }

    /// A buffer whose readable bytes are neither at its start nor at its end.
    private func buffer(_ bytes: [UInt8]) -> ByteBuffer {
      var buffer = ByteBuffer(bytes: [1, 2, 3] + bytes)
      buffer.moveReaderIndex(forwardBy: 3)
      buffer.reserveCapacity(minimumWritableBytes: 100)
      return buffer
    }

    private func link<T: Transport>(
      _ place: Place<T>, options: SocketOptions = SocketOptions()
    ) throws -> (Box<Socket<T>>, Box<Socket<T>>) {
      var ends = try place.open(.pull, .push, options: options)
      return (Box(ends.takeConnected()), Box(ends.takeBound()))
    }

    @Test(arguments: TestedTransport.all)
    func aSocketSendsWhatIsReadableAndReceivesBehindWhatThereIs(_ tested: TestedTransport) throws {
      func check<T: DescriptorSignalingTransport>(_ transport: T) throws {
        let (push, pull) = try link(Place(transport, tested.address))
        for size in Self.sizes {
          let sent = buffer(pattern(size))
          try push.value.send(copying: sent, deadline: soon)
          #expect(sent.readerIndex == 3 && sent.readableBytes == size)
          var received = buffer([9, 8])
          let count = try pull.value.receive(into: &received, deadline: soon)
          #expect(count == size && received.readerIndex == 3)
          #expect(Array(received.readableBytesView) == [9, 8] + pattern(size))
        }
      }
      try check(tested.make())
    }

    @Test(arguments: TestedTransport.all)
    func tryingTellsWhenThereIsNothing(_ tested: TestedTransport) throws {
      func check<T: DescriptorSignalingTransport>(_ transport: T) throws {
        let (push, pull) = try link(Place(transport, tested.address))
        var received = buffer([9])
        let none = try pull.value.tryReceive(into: &received)
        #expect(none == nil && received == buffer([9]))
        let isSent = try eventually { try push.value.trySend(copying: buffer([5, 6])) }
        #expect(isSent)
        var count: Int?
        let isReceived = try eventually {
          count = try pull.value.tryReceive(into: &received)
          return count != nil
        }
        #expect(isReceived && count == 2 && Array(received.readableBytesView) == [9, 5, 6])
        var lonely = try transport.socket(.push)
        #expect(try !lonely.trySend(copying: buffer([1])))
      }
      try check(tested.make())
    }

    @Test(arguments: TestedTransport.all)
    func asyncSocketsDoTheSame(_ tested: TestedTransport) async throws {
      func check<T: DescriptorSignalingTransport>(_ transport: T) async throws {
        var ends = try Place(transport, tested.address).open(.pull, .push)
        var pull = try AsyncSocket(ends.takeBound())
        var push = try AsyncSocket(ends.takeConnected())
        for size in Self.sizes {
          try await push.send(copying: buffer(pattern(size)), deadline: soon)
          var received = ByteBuffer()
          let count = try await pull.receive(into: &received, deadline: soon)
          #expect(count == size && Array(received.readableBytesView) == pattern(size))
        }
        var untouched = buffer([7])
        let error = await #expect(throws: MessagingError.self) {
          try await pull.receive(into: &untouched, deadline: .after(.zero))
        }
        #expect(error?.code == .timedOut && untouched == buffer([7]))
        await push.close()
        await pull.close()
      }
      try await check(tested.make())
    }

    @Test(arguments: TestedTransport.all)
    func messagesAreMadeOfBuffersAndBuffersOfMessages(_ tested: TestedTransport) throws {
      func check<T: DescriptorSignalingTransport>(_ transport: T) throws {
        for size in Self.sizes {
          let message = try Message<T>(copying: buffer(pattern(size)))
          #expect([UInt8](message) == pattern(size))
          #expect(ByteBuffer(message) == ByteBuffer(bytes: pattern(size)))
        }
      }
      try check(tested.make())
    }

    @Test func aBufferThatIsSharedIsNotChangedForOthers() throws {
      let message = try Message<InProcess>("new")
      let original = buffer([1, 2])
      var copy = original
      #expect(copy.writeMessage(message) == 3)
      #expect(original == buffer([1, 2]) && copy.readableBytes == 5)
    }

    /// Writing to a buffer that has room allocates nothing: its memory stays where it is.
    @Test func aBufferWithRoomKeepsItsMemory() throws {
      let (push, pull) = try link(Place(InProcess(), "inproc://*"))
      var received = ByteBufferAllocator().buffer(capacity: 200_000)
      let before = received.withVeryUnsafeBytes { $0.baseAddress }
      try push.value.send(copying: buffer(pattern(100_000)), deadline: soon)
      try pull.value.receive(into: &received, deadline: soon)
      #expect(received.withVeryUnsafeBytes { $0.baseAddress } == before)
    }

    @Test func aBufferThatIsTooLargeIsRefused() throws {
      var options = SocketOptions()
      options.maximumMessageSize = 10
      var push = try InProcess().socket(.push, options: options)
      let error = #expect(throws: MessagingError.self) { try push.send(copying: buffer(pattern(11))) }
      #expect(error?.code == .messageTooLarge && error?.operation == .send)
    }
  }
#endif
