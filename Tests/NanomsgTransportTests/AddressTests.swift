import Messaging
import NanomsgTransport
import TestSupport
import Testing

@Suite struct AddressTests {
  /// From 108 bytes on the library aborts, as long as the whole address is within its limit of 127.
  @Test(arguments: [108, 114, 121, 122, 500])
  func longPathsAreRefused(_ length: Int) throws {
    let address = "ipc:///" + String(repeating: "x", count: length - 1)
    var socket = try Nanomsg().socket(.pair)
    for error in [
      #expect(throws: MessagingError.self) { try socket.bind(address) },
      #expect(throws: MessagingError.self) { try socket.connect(address) },
    ] { #expect(error?.code == .invalidAddress && error?.endpoint == address) }
  }

  @Test func theLongestPathCanBeBound() throws {
    let folder = "/tmp/"
    let name = "messaging-\(UInt64.random(in: .min ... .max))-"
    let path = folder + name + String(repeating: "x", count: 107 - folder.count - name.count)
    var pull = try Nanomsg().socket(.pull)
    try pull.bind("ipc://\(path)")
    try pull.unbind("ipc://\(path)")
    let error = #expect(throws: MessagingError.self) { try pull.bind("ipc://\(path)x") }
    #expect(error?.code == .invalidAddress)
  }

  @Test(arguments: ["ws://127.0.0.1:*", "ws://127.0.0.1:0"])
  func aWebSocketPortIsChosen(_ address: String) throws {
    let transport = try Nanomsg()
    var pull = try transport.socket(.pull)
    let endpoint = try pull.bind(address)
    #expect(endpoint.hasPrefix("ws://127.0.0.1:") && endpoint != address)
    for peer in [endpoint, endpoint + "/any/path"] {
      var push = try transport.socket(.push)
      try push.connect(peer)
      for size in [0, 1, 125, 126, 65_535, 65_536, 200_000] {
        try push.send([UInt8](repeating: 9, count: size), deadline: soon)
        #expect(try pull.receive(deadline: soon).count == size)
      }
    }
  }

  @Test(arguments: [
    "ws://127.0.0.1", "ws://:80", "ws://127.0.0.1:", "ws://127.0.0.1:65536", "ws://127.0.0.1:+1",
    "ws://h/p:9",
    "ws://127.0.0.1:1;x", "ws://*:1;b/c:2", "wss://127.0.0.1:1", "ws://\u{0}:1",
  ])
  func badWebSocketAddressesAreRefused(_ address: String) throws {
    var socket = try Nanomsg().socket(.pair)
    for error in [
      #expect(throws: MessagingError.self) { try socket.bind(address) },
      #expect(throws: MessagingError.self) { try socket.connect(address) },
    ] { #expect(error?.code == .invalidAddress, "\(address)") }
  }

  /// The library would abort when it tries again.
  @Test(arguments: ["tcp", "ws"]) func thereIsAWayFromTheLocalAddress(_ scheme: String) throws {
    var socket = try Nanomsg().socket(.push)
    // An address for documentation, which no machine has.
    let elsewhere = #expect(throws: MessagingError.self) {
      try socket.connect("\(scheme)://192.0.2.1;127.0.0.1:9")
    }
    #expect(elsewhere?.code == .addressNotAvailable)
    try socket.connect("\(scheme)://127.0.0.1;127.0.0.1:9")
    let late = #expect(throws: MessagingError.self) { try socket.set(.ipv4Only, to: false) }
    #expect(late?.code == .invalidState)

    var other = try Nanomsg().socket(.push)
    try other.set(.ipv4Only, to: false)
    for host in ["127.0.0.1", "::1;127.0.0.1", "127.0.0.1;localhost"] {
      let error = #expect(throws: MessagingError.self) { try other.connect("\(scheme)://\(host):9") }
      #expect(error?.code == .invalidAddress, "\(host)")
    }
  }

  @Test func connectingToAWildcardIsRefused() throws {
    var socket = try Nanomsg().socket(.pair)
    for address in ["ws://127.0.0.1:*", "ws://127.0.0.1:0", "ws://*:80"] {
      let error = #expect(throws: MessagingError.self) { try socket.connect(address) }
      #expect(error?.code == .invalidAddress)
    }
  }

  @Test func textIsSentAsText() throws {
    let transport = try Nanomsg()
    var left = try transport.socket(.pair)
    var right = try transport.socket(.pair)
    try left.set(.webSocketMessageType, to: .text)
    let endpoint = try left.bind("ws://127.0.0.1:*")
    try right.set(.webSocketMessageType, to: .text)
    try right.connect(endpoint)
    try right.send("schön", deadline: soon)
    #expect(String(try left.receive(deadline: soon)) == "schön")
    // Not UTF-8, which ends a connection that carries text, and only that.
    try right.send([0xFF, 0xFE], deadline: soon)
    #expect(try eventually { try left.statistics.currentConnections == 0 })
  }
}
