import Messaging
import TestSupport
import Testing
import ZeroMQTransport

@Suite struct ContextTests {
  @Test func optionsAreTaken() throws {
    var options = ZeroMQ.ContextOptions()
    options.ioThreads = 2
    options.maximumSockets = 10
    options.usesIPv6 = true
    options.processors = [0]
    options.threadNamePrefix = 7
    let transport = try ZeroMQ(options: options)
    var socket = try transport.socket(.pull)
    #expect(try socket.value(of: .ipv6))
    try socket.bind("tcp://127.0.0.1:*")
  }

  @Test func nonsenseIsRefused() {
    var cases: [ZeroMQ.ContextOptions] = []
    func add(_ change: (inout ZeroMQ.ContextOptions) -> Void) {
      var options = ZeroMQ.ContextOptions()
      change(&options)
      cases.append(options)
    }
    add { $0.ioThreads = 0 }
    add { $0.maximumSockets = ZeroMQ.socketLimit + 1 }
    add { $0.threadNamePrefix = -1 }
    add { $0.processors = [-1] }
    add { $0.processors = [1_024] }
    // No machine has as many: libzmq would abort.
    add { $0.processors = [1_023] }
    add { $0.scheduling = .firstInFirstOut(priority: 1_000) }
    add { $0.scheduling = .roundRobin(priority: -1) }
    for options in cases {
      let error = #expect(throws: MessagingError.self) { _ = try ZeroMQ(options: options) }
      #expect(error?.code == .invalidArgument && error?.operation == .open, "\(options)")
    }
  }

  /// Without the privilege libzmq would abort; with it, it works.
  @Test func schedulingIsTriedFirst() throws {
    var options = ZeroMQ.ContextOptions()
    options.scheduling = .roundRobin(priority: 1)
    let transport: ZeroMQ
    do {
      transport = try ZeroMQ(options: options)
    } catch {
      #expect(error.code == .permissionDenied)
      return
    }
    var pull = try transport.socket(.pull)
    var push = try transport.socket(.push)
    try push.connect(try pull.bind("tcp://127.0.0.1:*"))
    try push.send("in real time", deadline: soon)
    #expect(try String(pull.receive(deadline: soon)) == "in real time")
  }

  @Test func theLibraryTellsWhatItHas() {
    #expect(ZeroMQ.has(.ipc))
  }
}
