import Messaging
import NanomsgTransport
import TestSupport
import Testing

@Suite struct StatisticsTests {
  @Test func messagesAndConnectionsAreCounted() throws {
    let transport = try Nanomsg()
    var pull = try transport.socket(.pull)
    let endpoint = try pull.bind("tcp://127.0.0.1:*")
    var push = try transport.socket(.push)
    var counts = try push.statistics
    #expect(counts.messagesSent == 0 && counts.currentConnections == 0 && counts.currentSendPriority == nil)
    try push.connect(endpoint)
    for size in [0, 1, 100, 70_000] {
      try push.send([UInt8](repeating: 7, count: size), deadline: soon)
      #expect(try pull.receive(deadline: soon).count == size)
    }
    counts = try push.statistics
    #expect(counts.messagesSent == 4 && counts.bytesSent == 70_101)
    #expect(counts.messagesReceived == 0 && counts.bytesReceived == 0)
    #expect(counts.currentConnections == 1 && counts.connectionsEstablished == 1)
    #expect(counts.connectionsInProgress == 0 && counts.connectionsAccepted == 0)
    #expect(counts.currentSendPriority == 8)
    counts = try pull.statistics
    #expect(counts.messagesReceived == 4 && counts.bytesReceived == 70_101 && counts.messagesSent == 0)
    #expect(counts.connectionsAccepted == 1 && counts.connectionsEstablished == 0)

    push.close()
    #expect(try eventually { try pull.statistics.connectionsBroken == 1 })
    #expect(try pull.statistics.currentConnections == 0)
  }

  @Test func failedAttemptsAreCounted() throws {
    let transport = try Nanomsg()
    var gone = try transport.socket(.pull)
    let endpoint = try gone.bind("tcp://127.0.0.1:*")
    gone.close()
    var options = SocketOptions()
    options.reconnectInterval = .milliseconds(1)
    options.maximumReconnectInterval = .milliseconds(1)
    var push = try transport.socket(.push, options: options)
    try push.connect(endpoint)
    #expect(try eventually { try push.statistics.connectErrors >= 2 })
    #expect(try push.statistics.connectionsEstablished == 0)
  }

  @Test func statisticsEndWithTheTransport() throws {
    let transport = try Nanomsg()
    var pull = try transport.socket(.pull)
    transport.shutdown()
    let error = #expect(throws: MessagingError.self) { try pull.statistics }
    #expect(error?.code == .closed && error?.operation.name == "getStatistics")
  }
}
