import Messaging
import Testing
import NanomsgTransport

@Test func hello() throws {
  let transport = try Nanomsg()
  var pull = try transport.socket(.pull)
  let endpoint = try pull.bind("tcp://127.0.0.1:*")
  print(endpoint)
  var push = try transport.socket(.push)
  try push.connect(endpoint)
  try push.send("hello")
  #expect(String(try pull.receive()) == "hello")
  var m = try Message<Nanomsg>(size: 10)
  m.withMutableBytes { $0.storeBytes(of: 5, toByteOffset: 0, as: UInt8.self) }
  try push.send(m)
  let r = try pull.receive(deadline: .after(.seconds(1)))
  #expect(r.withBytes { $0.unsafeLoad(as: UInt8.self) } == 5)
  do { _ = try pull.receive(deadline: .after(.milliseconds(20))) } catch { print(error) }
  do { _ = try pull.send("x") } catch { print(error) }
  do { _ = try pull.bind(endpoint) } catch { print(error) }
  do { _ = try pull.bind("foo") } catch { print(error) }
  do { _ = try pull.bind("foo://a") } catch { print(error) }
  do { _ = try pull.bind("tcp://a") } catch { print(error) }
  print(try pull.bind("ipc://*"), try pull.bind("tcp://*:0"), try pull.bind("inproc://*"))
}
