import Messaging
import Testing

private typealias TestMessage = Message<ScriptedTransport>

@Suite struct MessageTests {
  @Test func everyWayOfMakingOne() throws {
    let leaked = try ScriptedTransport.expectingNoLeak {
      #expect([UInt8](TestMessage()) == [])
      #expect([UInt8](try TestMessage(size: 3)) == [0, 0, 0])
      #expect([UInt8](try TestMessage([1, 2])) == [1, 2])
      #expect(String(try TestMessage("grüß")) == "grüß")
      let bytes: [UInt8] = [7, 8]
      #expect([UInt8](try TestMessage(copying: bytes.span.bytes)) == bytes)
      let copied = try bytes.withUnsafeBytes { [UInt8](try TestMessage(copying: $0)) }
      #expect(copied == bytes)
      let filled = try TestMessage(unsafeUninitializedSize: 2) { $0.copyBytes(from: [5, 6]) }
      #expect([UInt8](filled) == [5, 6])
    }
    #expect(leaked == 0)
  }

  @Test func impossibleSizesAreErrors() {
    var error = #expect(throws: MessagingError.self) { try TestMessage(size: -1).count }
    #expect(error?.code == .invalidArgument)
    #expect(error?.operation == .makeMessage)
    error = #expect(throws: MessagingError.self) { try TestMessage(size: .max).count }
    #expect(error?.code == .outOfResources)
  }

  @Test func bytesAreChangedInPlace() throws {
    var message = try TestMessage([1, 2, 3])
    message.withMutableBytes { $0.storeBytes(of: 9, toByteOffset: 1, as: UInt8.self) }
    #expect([UInt8](message) == [1, 9, 3])
    message.withUnsafeMutableBytes { $0[2] = 8 }
    #expect(message.withUnsafeBytes { Array($0) } == [1, 9, 8])
    #expect(message.withBytes { $0.unsafeLoad(fromByteOffset: 1, as: UInt8.self) } == 9)
  }

  @Test func errorsOfAClosureKeepTheirType() throws {
    struct Refusal: Error {}
    var message = try TestMessage(size: 1)
    func refuse() throws(Refusal) {
      try message.withMutableBytes { (_) throws(Refusal) in throw Refusal() }
    }
    #expect(throws: Refusal.self) { try refuse() }
  }

  @Test func invalidTextIsRepaired() throws {
    #expect(String(try TestMessage([0x61, 0xFF, 0x62])) == "a\u{FFFD}b")
  }
}
