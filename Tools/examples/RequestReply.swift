import ArgumentParser
import Foundation
import Messaging

/// A client that waits for a reply only so long, and then asks again: the "lazy pirate" of the ZeroMQ guide.
struct RequestReply: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "A client that asks again when a server is late, and gives up when there is no reply.")

  @OptionGroup var choice: TransportChoice

  func run() throws { try trade(over: choice.make()) }
}

private func trade<T: Transport>(over transport: T) throws {
  var reply = try transport.socket(.reply)
  let shop = try reply.bind(T.freshAddress)
  let server = Background(moving: reply) { try serve(&$0) }

  // The server is half a second late with its first reply.
  let patience = [Duration.milliseconds(200), .seconds(10)]
  print("apples cost \(try ask("apples", at: shop, over: transport, patience: patience))")
  print("pears cost \(try ask("pears", at: shop, over: transport, patience: [.seconds(10)]))")

  // Here, requests arrive and nobody looks at them.
  var closedShop = try transport.socket(.reply)
  let address = try closedShop.bind(T.freshAddress)
  do {
    let patience = [Duration.milliseconds(50), .milliseconds(100)]
    print("plums cost \(try ask("plums", at: address, over: transport, patience: patience))")
  } catch is NoReply {
    print("plums: gave up")
  }
  closedShop.close()

  // Ends the server, which waits for the next request.
  transport.shutdown()
  try server.join()
}

private struct NoReply: Error {}

/// Asks for a price, again and again.
///
/// A request may arrive twice, and be carried out twice. Asking for a price can be repeated; what cannot needs a number by
/// which the server knows it again.
///
/// - Parameter patience: How long to wait at each attempt. Later ones wait longer: asking more often makes no server faster.
private func ask<T: Transport>(
  _ fruit: String, at shop: String, over transport: T, patience: [Duration]
) throws -> String {
  var options = SocketOptions()
  // A request that was given up need not be sent any more.
  options.linger = .zero
  for (attempt, patience) in patience.enumerated() {
    // A request socket that waits for its reply can send nothing else. A new one has no reply to wait for, and a late reply to
    // the old one cannot be taken for one to this.
    var request = try transport.socket(.request, options: options)
    try request.connect(shop)
    // One limit for both: sending waits as well, where there is nobody yet.
    let deadline = Deadline.after(patience)
    do {
      try request.send(fruit, deadline: deadline)
      return String(try request.receive(deadline: deadline))
    } catch {
      guard error.code == .timedOut else { throw error }
      print("\(fruit): no reply at attempt \(attempt + 1)")
    }
  }
  throw NoReply()
}

private func serve<T: Transport>(_ reply: inout Socket<T>) throws {
  let prices = ["apples": 3, "pears": 4, "plums": 5]
  var isFirst = true
  while true {
    let fruit = String(try reply.receive())
    if isFirst { Thread.sleep(forTimeInterval: 0.5) }
    isFirst = false
    // Every request has to be replied to before the next one is received, also one whose client has left. That reply goes
    // nowhere.
    try reply.send(prices[fruit].map { "\($0)" } ?? "nothing, there are none")
  }
}
