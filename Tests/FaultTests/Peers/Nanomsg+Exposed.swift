#if Nanomsg
  import Messaging
  import NanomsgTransport

  extension Nanomsg: ExposedTransport {
    static var noticesSilence: Bool { false }

    static var publishersDieOfData: Bool { true }

    static var connectionsSpoilTheNext: Bool { true }

    static var listenersDieWithoutDescriptors: Bool { false }

    /// The library's greeting has a second, which cannot be changed, and it has no heartbeats.
    static func limitSilence(on socket: inout Socket<Nanomsg>) throws {}

    /// `\0SP\0`, and the pattern's number.
    static func greeting(of pattern: Pattern<Nanomsg>) -> [UInt8] {
      let numbers: [Pattern<Nanomsg>: UInt8] = [
        .push: 80, .subscribe: 33, .request: 48, .reply: 49, .respond: 99, .survey: 98, .bus: 112, .pair: 16,
      ]
      return [0, 0x53, 0x50, 0, 0, numbers[pattern]!, 0, 0]
    }

    static func frameHead(of count: UInt64) -> [UInt8] { count.bigEndianBytes }
  }
#endif
