import Foundation
import Messaging
import POSIXSupport
import TestSupport
import Testing
import ZeroMQTransport

/// Descriptors that listen already, for which libzmq asserts that it can use them.
@Suite struct ListenerTests {
  @Test func aListenerIsBoundOnce() throws {
    let transport = try ZeroMQ()
    var pull = try transport.socket(.pull)
    let descriptor = try listen()
    try pull.set(.listeningDescriptor, to: descriptor)
    let endpoint = try pull.bind("tcp://127.0.0.1:1")
    #expect(try pull.value(of: .listeningDescriptor) == nil)
    // Would listen with the same descriptor again.
    let second = try pull.bind("tcp://127.0.0.1:*")
    #expect(second != endpoint)
    var push = try transport.socket(.push)
    for endpoint in [endpoint, second] {
      try push.connect(endpoint)
      try push.send(endpoint, deadline: soon)
      #expect(try String(pull.receive(deadline: soon)) == endpoint)
      try push.disconnect(endpoint)
    }
  }

  @Test func aListenerThatWasClosedIsRefused() throws {
    let transport = try ZeroMQ()
    var pull = try transport.socket(.pull)
    let descriptor = try listen()
    try pull.set(.listeningDescriptor, to: descriptor)
    // In its place, so that no other test gets the number.
    let other = open("/dev/null", O_RDONLY)
    dup2(other, descriptor)
    close(other)
    defer { close(descriptor) }
    let error = #expect(throws: MessagingError.self) { try pull.bind("tcp://127.0.0.1:1") }
    #expect(error?.code == .invalidArgument && error?.operation == .bind)
  }

  @Test func aListenerOfAnotherFamilyIsRefused() throws {
    let transport = try ZeroMQ()
    var pull = try transport.socket(.pull)
    let descriptor = try listen()
    defer { close(descriptor) }
    try pull.set(.listeningDescriptor, to: descriptor)
    let error = #expect(throws: MessagingError.self) { try pull.bind("ipc:///tmp/nobody-binds-this") }
    #expect(error?.code == .invalidArgument)
  }

  private func listen() throws -> Int32 {
    let descriptor = StreamSocket.open(AF_INET)
    try #require(Foundation.listen(descriptor, 5) == 0)
    return descriptor
  }
}
