import InProcessTransport
import MessagingBenchmark

#if ZeroMQ
  import CZeroMQBaseline
  import ZeroMQTransport
#endif
#if Nanomsg
  import CNanomsgBaseline
  import NanomsgTransport
#endif

/// The transports that can be measured. Another one is another line.
let transports: [BenchmarkedTransport] = {
  var transports: [BenchmarkedTransport] = []
  #if ZeroMQ
    transports.append(
      BenchmarkedTransport(
        ZeroMQ.self, endpoints: Endpoint.all,
        baseline: NativeBaseline(zeromq_baseline()) { $0.nativeContext }, dialect: .zeroMQ,
        descriptorsPerSocket: 1,
        links: [.routers, .twoParts] + (ZeroMQ.has(.curve) ? [.encryptedByCurve] : [])
      ) {
        // Room for those of `scaling`, and for those that are not quite closed.
        try ZeroMQ(maximumSockets: 4_096)
      })
  #endif
  #if Nanomsg
    transports.append(
      BenchmarkedTransport(
        Nanomsg.self, endpoints: Endpoint.all, baseline: NativeBaseline(nanomsg_baseline()),
        dialect: .nanomsg, mostSockets: Nanomsg.maximumSockets, descriptorsPerSocket: 1
      ) {
        try Nanomsg()
      })
  #endif
  transports.append(BenchmarkedTransport(InProcess.self, endpoints: [.inproc]) { InProcess() })
  return transports
}()
