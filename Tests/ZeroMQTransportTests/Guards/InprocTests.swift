import Messaging
import TestSupport
import Testing
import ZeroMQTransport

/// A socket that binds a name it was connected to itself.
@Suite struct InprocTests {
  /// The library would end the process: `pipe.cpp:87`.
  @Test(arguments: [Pattern<ZeroMQ>.reply, .router, .pair]) func abandonedNamesAreNotBound(
    _ pattern: Pattern<ZeroMQ>
  ) throws {
    let transport = try ZeroMQ()
    var socket = try transport.socket(pattern)
    try socket.connect("inproc://name")
    try socket.disconnect("inproc://name")
    let error = complaint { () throws(MessagingError) in _ = try socket.bind("inproc://name") }
    #expect(error.code == .invalidState, "\(error)")
    // Another socket may.
    var other = try transport.socket(.dealer)
    try other.bind("inproc://name")
    try socket.connect("inproc://name")
  }

  @Test func namesThatOthersBoundAreBound() throws {
    let transport = try ZeroMQ()
    var socket = try transport.socket(.router)
    do {
      var other = try transport.socket(.dealer)
      try other.bind("inproc://name")
      try socket.connect("inproc://name")
      try socket.disconnect("inproc://name")
    }
    // The library gives the name back in its own time.
    #expect(
      eventually {
        do throws(MessagingError) { _ = try socket.bind("inproc://name") } catch { return false }
        return true
      })
  }
}
