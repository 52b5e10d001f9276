import InProcessTransport
import Messaging
import MessagingAsync

#if ZeroMQ
  import ZeroMQTransport
#endif
#if Nanomsg
  import NanomsgTransport
#endif

/// A transport and an address to send over.
struct SoakLane: Sendable {
  let transport: String
  /// With a wildcard.
  let address: String
  let makeRun: @Sendable (UInt64) throws -> any Soaking

  var name: String { "\(transport) \(address.prefix { $0 != ":" })" }

  /// - Parameter losesWhenClosed: Whether the documentation says that closing loses what was accepted for sending.
  private init<T: DescriptorSignalingTransport>(
    _ address: String, losesWhenClosed: Bool = false, make: @escaping @Sendable () throws -> T
  ) {
    transport = T.name
    self.address = address
    makeRun = { seed in
      try SoakRun(try make(), at: address, seed: seed, losesWhenClosed: losesWhenClosed)
    }
  }

  static let all: [SoakLane] = {
    var all: [SoakLane] = []
    let addresses = ["tcp://127.0.0.1:*", "inproc://*"]
    #if ZeroMQ
      all += addresses.map { SoakLane($0, losesWhenClosed: $0.hasPrefix("tcp:")) { try ZeroMQ() } }
    #endif
    #if Nanomsg
      all += addresses.map { SoakLane($0, losesWhenClosed: true) { try Nanomsg() } }
    #endif
    all.append(SoakLane("inproc://*") { InProcess() })
    return all
  }()
}
