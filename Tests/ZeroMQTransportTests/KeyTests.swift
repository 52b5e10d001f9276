import Messaging
import Testing
import ZeroMQTransport

@Suite struct KeyTests {
  /// From ZeroMQ's RFC 32.
  @Test func z85IsAsSpecified() throws {
    let bytes: [UInt8] = [0x86, 0x4F, 0xD2, 0x6F, 0xB5, 0x59, 0xF7, 0x5B]
    #expect(try Z85.encode(bytes) == "HelloWorld")
    #expect(try Z85.decode("HelloWorld") == bytes)
    #expect(try Z85.encode([]) == "" && Z85.decode("") == [])
    for count in stride(from: 4, through: 400, by: 4) {
      let bytes = (0..<count).map { _ in UInt8.random(in: 0...255) }
      #expect(try Z85.decode(Z85.encode(bytes)) == bytes)
    }
  }

  @Test func z85RefusesNonsense() {
    for bytes in [[1], [1, 2, 3], [UInt8](repeating: 0, count: 33)] {
      let error = #expect(throws: MessagingError.self) { _ = try Z85.encode(bytes) }
      #expect(error?.code == .invalidArgument)
    }
    for text in ["Hell", "HelloWorl", "Hello World", "Hell\u{0}", "Hellö", "#####", "%nSc1", "~~~~~"] {
      let error = #expect(throws: MessagingError.self) { _ = try Z85.decode(text) }
      #expect(error?.code == .invalidArgument && error?.reason.contains(text) == false, "\(text)")
    }
  }

  /// From libzmq's manual of `zmq_curve_keypair`.
  @Test func aPublicKeyFollowsFromItsSecretKey() throws {
    let secret = try CurveSecretKey(z85: "D:)Q[IlAW!ahhC2ac:9*A}h:p?([4%wOTJ%JR%cs")
    let pair = try CurveKeyPair(secretKey: secret)
    #expect(pair.publicKey.z85 == "Yne@$w-vo<fVvi]a<NY6T1ed:M$fCG*[IaLV{hID")
    #expect(try pair == CurveKeyPair(secretKey: CurveSecretKey(secret.bytes)))
    let generated = try CurveKeyPair.generate()
    #expect(try CurveKeyPair(secretKey: generated.secretKey) == generated)
    #expect(try CurveKeyPair.generate() != generated)
    #expect(try CurvePublicKey(z85: "\(generated.publicKey)") == generated.publicKey)
  }

  @Test func keysHave32Bytes() {
    for bytes in [[], [UInt8](repeating: 0, count: 31), [UInt8](repeating: 0, count: 33)] {
      let secret = #expect(throws: MessagingError.self) { _ = try CurveSecretKey(bytes) }
      let other = #expect(throws: MessagingError.self) { _ = try CurvePublicKey(bytes) }
      #expect(secret?.code == .invalidArgument && other?.code == .invalidArgument)
    }
    #expect(throws: MessagingError.self) { _ = try CurvePublicKey(z85: "HelloWorld") }
  }
}
