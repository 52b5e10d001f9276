import ArgumentParser
import InProcessTransport
import Messaging

#if Nanomsg
  import NanomsgTransport
#endif
#if ZeroMQ
  import ZeroMQTransport
#endif

/// The transports by name. The examples that work over any of them mention none.
let transports: TransportRegistry = {
  var entries: [TransportRegistry.Entry] = []
  #if ZeroMQ
    entries.append(.init(ZeroMQ.name) { () throws(MessagingError) in try ZeroMQ() })
  #endif
  #if Nanomsg
    entries.append(.init(Nanomsg.name) { () throws(MessagingError) in try Nanomsg() })
  #endif
  entries.append(.init(InProcess.name) { InProcess() })
  return TransportRegistry(entries)
}()

/// The transport that the person who runs an example chose.
struct TransportChoice: ParsableArguments {
  @Option(help: "What to send over: \(transports.names.joined(separator: ", ")).")
  var transport = transports.names[0]

  func make() throws -> any Transport { try transports.make(transport) }
}

extension Transport {
  /// An address to bind to whose port or name is chosen when it is bound, so that no two programs want the same.
  static var freshAddress: String { name == InProcess.name ? "inproc://*" : "tcp://127.0.0.1:*" }
}

extension Deadline {
  /// Long enough for what should happen at once: an example that has gone wrong ends with an error.
  static var soon: Deadline { .after(.seconds(10)) }
}
