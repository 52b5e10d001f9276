import Messaging
import Testing

@Suite struct AddressTests {
  @Test func partsOfAnAddress() throws {
    let address = try Address("tcp://127.0.0.1:5555")
    #expect(address.scheme == "tcp")
    #expect(address.location == "127.0.0.1:5555")
    #expect(address.description == "tcp://127.0.0.1:5555")
    #expect(address.hostAndPort?.host == "127.0.0.1")
    #expect(address.hostAndPort?.port == "5555")
    #expect(!address.hasWildcardPort && !address.isWildcard)
    #expect(try Address("tcp://[::1]:80").hostAndPort?.host == "[::1]")
    #expect(try Address("ipc://a://b").location == "a://b")
  }

  @Test(arguments: ["tcp://127.0.0.1:*", "tcp://*:0", "tcp://[::1]:*"])
  func wildcardPorts(_ text: String) throws { #expect(try Address(text).hasWildcardPort) }

  @Test func wildcardsOfOtherSchemes() throws {
    #expect(try Address("ipc://*").isWildcard)
    #expect(try !Address("ipc://a:*").hasWildcardPort)
    #expect(try Address("inproc://name").hostAndPort == nil)
  }

  @Test(arguments: [
    "tcp://localhost", "tcp://a:", "tcp://a:65536", "tcp://a:-1", "tcp://a:+1", "tcp://a:http",
  ])
  func portsAreChecked(_ text: String) {
    let failure = #expect(throws: TransportFailure.self) { try Address(text) }
    #expect(failure?.code == .invalidAddress)
  }

  @Test func lengthIsLimited() throws {
    let longest = "ipc://" + String(repeating: "x", count: Address.maximumLength - 6)
    #expect(try Address(longest).description == longest)
    #expect(throws: TransportFailure.self) { try Address(longest + "x") }
  }
}

@Suite struct DeadlineTests {
  @Test func remainingTime() {
    #expect(Deadline.never.isNever)
    #expect(Deadline.never.remaining == nil)
    #expect(Deadline.never.remainingMilliseconds == -1)
    #expect(Deadline.after(.seconds(-1)).remaining == .zero)
    #expect(Deadline.after(.zero).remainingMilliseconds == 0)
    #expect(Deadline.after(.seconds(1_000_000_000_000)).remainingMilliseconds == .max)
    let remaining = Deadline.after(.seconds(60)).remainingMilliseconds
    #expect(remaining > 30_000 && remaining <= 60_000)
  }

  @Test func waitsAreRoundedUp() {
    let deadline = Deadline.at(ContinuousClock.now + .microseconds(999))
    let milliseconds = deadline.remainingMilliseconds
    #expect(milliseconds == 1 || deadline.remaining == .zero)
  }
}

@Suite struct SocketOptionsTests {
  @Test func optionsOutOfRangeAreNamed() {
    func expectRefusal(naming name: String, _ change: (inout SocketOptions) -> Void) {
      var options = SocketOptions()
      change(&options)
      let error = #expect(throws: MessagingError.self) {
        _ = try ScriptedTransport().socket(.pair, options: options)
      }
      #expect(error?.code == .invalidArgument)
      #expect(error?.reason.contains(name) == true)
    }
    expectRefusal(naming: "maximumMessageSize") { $0.maximumMessageSize = -1 }
    expectRefusal(naming: "maximumMessageSize") { $0.maximumMessageSize = Int(Int32.max) }
    expectRefusal(naming: "messages") { $0.sendQueue.messages = 0 }
    expectRefusal(naming: "bytes") { $0.receiveQueue.bytes = 0 }
    expectRefusal(naming: "linger") { $0.linger = .seconds(-1) }
    expectRefusal(naming: "reconnectInterval") { $0.reconnectInterval = .zero }
    expectRefusal(naming: "maximumReconnectInterval") { $0.maximumReconnectInterval = .milliseconds(1) }
  }
}

@Suite struct MessagingErrorTests {
  @Test func descriptionIsOneLine() {
    let failure = TransportFailure(.addressInUse, number: 98, "Address already in use")
    let error = MessagingError(failure, during: .bind, of: "tcp://127.0.0.1:1")
    #expect("\(error)" == "bind tcp://127.0.0.1:1: Address already in use (addressInUse 98)")
    let check = MessagingError(TransportFailure(.closed, "it is closed"), during: .send, of: nil)
    #expect("\(check)" == "send: it is closed (closed)")
  }
}

@Suite struct TransportRegistryTests {
  @Test func transportsAreMadeByName() throws {
    let registry = TransportRegistry([.init("scripted") { ScriptedTransport() }])
    #expect(registry.names == ["scripted"])
    #expect(try registry.make("scripted") is ScriptedTransport)
    let error = #expect(throws: MessagingError.self) { _ = try registry.make("carrier pigeon") }
    #expect(error?.code == .unsupported)
    #expect(error?.reason.contains("scripted") == true)
  }
}
