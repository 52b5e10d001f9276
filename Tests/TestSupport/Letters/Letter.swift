package import Messaging
internal import MessagingConformance

/// A message that says who sent it, as which one, and how large it is, and whose other bytes follow from that: a lost,
/// repeated, cut or altered one is found.
package struct Letter: Hashable, Sendable {
  /// Up to 4,095.
  package let sender: Int
  /// Counted from 0.
  package let number: Int
  /// In bytes, from ``leastSize`` to ``largestSize``.
  package let size: Int

  package static var leastSize: Int { Payload.numberedSize }
  package static var largestSize: Int { 2 << 20 }

  package init(from sender: Int, number: Int, size: Int) {
    precondition((0..<1 << 12).contains(sender) && (0..<1 << 27).contains(number))
    precondition((Self.leastSize...Self.largestSize).contains(size))
    (self.sender, self.number, self.size) = (sender, number, size)
  }

  /// Reads a letter.
  ///
  /// - Throws: What was found when these are not the bytes of one.
  package init(_ bytes: UnsafeRawBufferPointer) throws {
    let packed = Payload.number(of: bytes)
    try Payload(packed).check(bytes, size: packed >> 27 & 0xFF_FFFF)
    self.init(from: packed >> 51, number: packed & 0x7FF_FFFF, size: bytes.count)
  }

  package var bytes: [UInt8] {
    Payload(sender << 51 | size << 27 | number).bytes(size: size)
  }
}

extension Socket {
  /// Sends a letter, as ``send(_:deadline:)-([UInt8],_)`` does.
  package mutating func send(_ letter: Letter, deadline: Deadline) throws(MessagingError) {
    try send(letter.bytes, deadline: deadline)
  }
}
