import ArgumentParser
import Foundation
import Messaging

/// Where a peer talks, and how.
struct Place: ParsableArguments {
  @Argument(help: "The transport's name.") var transport: String
  @Argument(help: "The pattern's name.") var pattern: String
  @Argument(help: "The address.") var endpoint: String
  @Flag(help: "Bind there instead of connecting, and tell the address.") var bind = false
  @Option(help: "After how many seconds without a message it gives up.") var patience = 60.0

  var deadline: Deadline { .after(.seconds(patience)) }

  /// A socket that is there.
  func open<T: Transport>(on transport: T) throws -> Socket<T> {
    guard let pattern = Pattern<T>.common.first(where: { $0.name == pattern }) else {
      throw ValidationError("no pattern \(pattern)")
    }
    var options = SocketOptions()
    options.reconnectInterval = .milliseconds(10)
    options.maximumReconnectInterval = options.reconnectInterval
    var socket = try transport.socket(pattern, options: options)
    if pattern == .subscribe { try socket.subscribe(to: "") }
    if bind {
      let bound = try socket.bind(endpoint)
      FileHandle.standardError.write(Data("bound to \(bound)\n".utf8))
    } else {
      try socket.connect(endpoint)
    }
    return socket
  }
}
