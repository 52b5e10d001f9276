/// How much a queue holds, in both units that libraries count in; each applies the one it has.
///
/// libzmq and InProcess count messages. nanomsg counts bytes, and always takes at least one message.
public struct QueueLimit: Hashable, Sendable {
  /// The limit where messages are counted; 1,000 unless set. libzmq adds the sender's and the receiver's
  /// on `inproc`, InProcess takes the smaller and rounds it up to a power of two.
  public var messages: Int

  /// The limit in bytes where bytes are counted; 128 KiB unless set. The kernel's buffers come on top.
  public var bytes: Int

  /// A limit in both units.
  public init(messages: Int = 1_000, bytes: Int = 128 << 10) {
    self.messages = messages
    self.bytes = bytes
  }
}
