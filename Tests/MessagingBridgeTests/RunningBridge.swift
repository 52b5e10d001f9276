import Messaging
import MessagingBridge
import POSIXSupport
import TestSupport

/// A bridge that runs on a thread of its own, until this is dropped at the latest.
final class RunningBridge<Front: DescriptorSignalingTransport, Back: DescriptorSignalingTransport> {
  /// Talk to the bridge.
  let front: Box<Socket<Front>>
  let back: Box<Socket<Back>>
  let control: ForwardingControl
  private var thread: Handle<ForwardingEnd>?

  /// Bridges the bound sockets; the connected ones are ``front`` and ``back``.
  init(_ front: consuming Ends<Front>, _ back: consuming Ends<Back>) throws {
    self.front = Box(front.takeConnected())
    self.back = Box(back.takeConnected())
    let bridge = try Bridge(front.takeBound(), back.takeBound())
    control = bridge.control
    thread = Handle(
      try JoinableThread(moving: AnyForwarder(bridge)) { bridge in
        var bridge = bridge
        return try bridge.run()
      })
  }

  deinit {
    control.stop()
    _ = try? join()
  }

  func stop() throws -> ForwardingEnd? {
    control.stop()
    return try join()
  }

  /// How it ended; `nil` when that was told before.
  func join() throws -> ForwardingEnd? {
    guard let thread else { return nil }
    self.thread = nil
    return try thread.join()
  }
}
