import Messaging
import Testing
import ZeroMQTransport

/// Peers that are gone without a word are noticed.
@Suite struct WatchingTests {
  @Test(arguments: Pattern<ZeroMQ>.common + [.router, .dealer, .extendedPublish, .extendedSubscribe])
  func connectionsAreWatched(_ pattern: Pattern<ZeroMQ>) throws {
    var socket = try ZeroMQ().socket(pattern)
    #expect(try socket.value(of: .handshakeTimeout) == .seconds(30))
    #expect(try socket.value(of: .tcpKeepAlive) == true)
    #expect(try socket.value(of: .tcpKeepAliveIdle) == .seconds(30))
    // Heartbeats may end the process.
    #expect(try socket.value(of: .heartbeatInterval) == nil)
    #expect(try socket.value(of: .heartbeatTimeout) == nil)
  }
}
