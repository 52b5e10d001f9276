import Messaging
import MessagingTesting
import TestSupport
import Testing

@testable import InProcessTransport

/// Whatever becomes of a message, its memory is given back once. One after the other, since blocks are counted by size.
@Suite(.serialized) struct OwnershipTests {
  @Test(arguments: [
    FaultRule.drop(.every(2)), .duplicate(.all, times: 3), .reorder(.every(3), behind: 2),
    .delay(.number(4), by: .seconds(1)), .disconnect(after: .number(3), inFlight: .lost),
    .disconnect(after: .number(3), for: .seconds(1), inFlight: .kept), .failSend(.number(2), with: .timedOut),
  ])
  func memoryIsGivenBack(_ rule: FaultRule) throws {
    let transport = try faulty(rule)
    var pool = try Pool(transport)
    do {
      var link = try Link(transport)
      for number in 1...5 {
        var message = try pool.rent(70_001)
        message.withMutableBytes { $0.storeBytes(of: number, as: Int.self) }
        // It may be that there is no connection, or that the script has it fail.
        _ = failure { () throws(MessagingError) in _ = try link.sender.trySend(&message) }
      }
      // One is received, the rest is dropped with the sockets.
      if let message = try link.receiver.tryReceive() { #expect(message.count == 70_001) }
    }
    #expect(pool.statistics.outstanding == 0)
    #expect(transport.record.first != nil)
    #if DEBUG
      #expect(BlockCensus.count(size: 70_001) == 0)
    #endif
  }
}
