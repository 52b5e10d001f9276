public import InProcessTransport
public import Messaging

// Messages and pools are those of the transport underneath.
extension FaultyInProcess {
  /// A message of that transport's.
  public typealias MessageStorage = InProcess.MessageStorage

  /// As ``/InProcessTransport/InProcess/makeEmptyMessage()``.
  public static func makeEmptyMessage() -> MessageStorage { InProcess.makeEmptyMessage() }

  /// As ``/InProcessTransport/InProcess/makeMessage(byteCount:)``.
  public static func makeMessage(byteCount: Int) -> MessageStorage? {
    InProcess.makeMessage(byteCount: byteCount)
  }

  /// As ``/InProcessTransport/InProcess/release(_:)``.
  public static func release(_ message: inout MessageStorage) { InProcess.release(&message) }

  /// As ``/InProcessTransport/InProcess/baseAddress(of:)``.
  public static func baseAddress(of message: UnsafePointer<MessageStorage>) -> UnsafeMutableRawPointer? {
    InProcess.baseAddress(of: message)
  }

  /// As ``/InProcessTransport/InProcess/makeUnique(_:)``.
  public static func makeUnique(_ message: inout MessageStorage) -> Bool { InProcess.makeUnique(&message) }

  /// As ``/InProcessTransport/InProcess/crossover``.
  public static var crossover: Int { InProcess.crossover }

  /// As ``/InProcessTransport/InProcess/lendingPrefix``.
  public static var lendingPrefix: Int { InProcess.lendingPrefix }

  /// As ``/InProcessTransport/InProcess/handsOverBuffers``.
  public static var handsOverBuffers: Bool { InProcess.handsOverBuffers }

  /// As ``/InProcessTransport/InProcess/makeMessage(lending:count:)``.
  public static func makeMessage(lending buffer: PooledBuffer, count: Int) -> MessageStorage? {
    InProcess.makeMessage(lending: buffer, count: count)
  }
}
