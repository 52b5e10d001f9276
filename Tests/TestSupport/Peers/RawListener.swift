internal import Foundation

/// A listener of the system's, at a port of this machine.
package final class RawListener {
  private let descriptor: Int32
  /// Where to connect to.
  package let endpoint: String

  package init() throws {
    (descriptor, endpoint) = try StreamAddress.listen(like: "tcp://127.0.0.1:0")
  }

  deinit { close(descriptor) }

  /// The next connection; `nil` when none comes within some milliseconds.
  package func accept(within milliseconds: Int32) -> RawPeer? {
    var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    guard poll(&entry, 1, milliseconds) > 0 else { return nil }
    let accepted = Foundation.accept(descriptor, nil, nil)
    return accepted >= 0 ? RawPeer(accepted: accepted) : nil
  }
}
