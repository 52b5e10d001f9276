import Messaging

#if ZeroMQ
  import ZeroMQTransport
#endif
#if Nanomsg
  import NanomsgTransport
#endif

let transports: TransportRegistry = {
  var entries: [TransportRegistry.Entry] = []
  #if ZeroMQ
    entries.append(.init(ZeroMQ.name) { () throws(MessagingError) in try ZeroMQ() })
  #endif
  #if Nanomsg
    entries.append(.init(Nanomsg.name) { () throws(MessagingError) in try Nanomsg() })
  #endif
  return TransportRegistry(entries)
}()
