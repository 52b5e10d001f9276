import Messaging

/// A scripted transport that takes over pools' buffers.
struct LendingTransport: Scripted {
  let script = Script()

  static var crossover: Int { 1_024 }
  static var lendingPrefix: Int { 32 }

  static func makeMessage(lending buffer: PooledBuffer, count: Int) -> Unmanaged<Block>?? {
    // The prefix is the transport's.
    (buffer.bytes - lendingPrefix).initializeMemory(as: UInt8.self, repeating: 0xEE, count: lendingPrefix)
    return .some(
      Unmanaged.passRetained(Block(lending: buffer, count: count, live: ScriptedTransport.live)))
  }
}

/// A scripted transport whose received messages' memory pools may keep, and which takes only that over.
struct GivingTransport: Scripted {
  let script = Script()

  static var crossover: Int { 0 }
  static var givesMemory: Bool { true }

  /// The blocks that pools have, by the address of their bytes.
  private static let taken = Taken()

  static func takeMemory(of message: inout Unmanaged<Block>?) -> UnsafeMutableRawPointer? {
    guard let block = message else { return nil }
    message = nil
    return taken.add(block)
  }

  static func freeMemory(_ memory: UnsafeMutableRawPointer) { taken.remove(memory).release() }

  static func makeMessage(lending buffer: PooledBuffer, count: Int) -> Unmanaged<Block>?? {
    guard buffer.isTaken else { return .none }
    let block = taken.remove(buffer.detachBytes())
    block._withUnsafeGuaranteedRef { $0.shorten(to: count) }
    return .some(block)
  }

  private final class Taken: @unchecked Sendable {
    private let lock = Lock()
    private var blocks: [UnsafeMutableRawPointer: Unmanaged<Block>] = [:]

    func add(_ block: Unmanaged<Block>) -> UnsafeMutableRawPointer {
      let address = block._withUnsafeGuaranteedRef { $0.bytes.baseAddress! }
      lock.withLock { blocks[address] = block }
      return address
    }

    func remove(_ address: UnsafeMutableRawPointer) -> Unmanaged<Block> {
      lock.withLock { blocks.removeValue(forKey: address)! }
    }
  }
}
