import Messaging

extension Reference {
  static var crossover: Int { 1_024 }

  static var lendingPrefix: Int { 16 }

  static func makeMessage(lending buffer: PooledBuffer, count: Int) -> MessageStorage? {
    MessageStorage(bytes: Bytes(lending: buffer, count: count))
  }

  /// The bytes of a message, shared by those that received it from one publisher.
  final class Bytes: @unchecked Sendable {
    let buffer: UnsafeMutableRawBufferPointer
    private let lender: PooledBuffer?
    /// How often the lender gets its buffer back in the end: once, where nothing is wrong. Changed by the
    /// sender only, which still has the message.
    private var returns = 1

    /// What a lent buffer's prefix has in it, which the pool leaves alone.
    private static let seal: UInt64 = 0x5EA1_5EA1_5EA1_5EA1

    init(count: Int) {
      buffer = .allocate(byteCount: count, alignment: 16)
      lender = nil
    }

    init(lending lender: PooledBuffer, count: Int) {
      buffer = UnsafeMutableRawBufferPointer(start: lender.bytes, count: count)
      self.lender = lender
      (lender.bytes - Reference.lendingPrefix).storeBytes(of: Self.seal, as: UInt64.self)
    }

    convenience init(copying bytes: UnsafeRawBufferPointer) {
      self.init(count: bytes.count)
      buffer.copyMemory(from: bytes)
    }

    deinit {
      guard let lender else { return buffer.deallocate() }
      for _ in 0..<returns { giveBack(to: lender) }
    }

    private func giveBack(to lender: PooledBuffer) {
      let seal = (lender.bytes - Reference.lendingPrefix).load(as: UInt64.self)
      precondition(seal == Self.seal, "the pool wrote to what is the transport's")
      lender.giveBack()
    }

    var copy: Bytes { Bytes(copying: UnsafeRawBufferPointer(buffer)) }

    /// The lender's whole buffer.
    var whole: Bytes {
      guard let lender else { return self }
      return Bytes(copying: UnsafeRawBufferPointer(start: lender.bytes, count: lender.capacity))
    }

    /// Does what is wrong with a lent buffer, now that it was tried to send it.
    func mistreat(by fault: Fault?, isSent: Bool) {
      guard let lender else { return }
      switch (fault, isSent) {
      case (.keepsBuffers, true): returns = 0
      case (.returnsBuffersTwice, true): returns = 2
      case (.returnsBuffersEarly, true), (.returnsUnsentBuffers, false):
        returns = 0
        giveBack(to: lender)
      default: break
      }
    }
  }
}
