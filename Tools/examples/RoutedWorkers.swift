#if ZeroMQ
  import ArgumentParser
  import Messaging
  import ZeroMQTransport

  /// Workers with names, of which the one gets the next task that has waited longest.
  struct RoutedWorkers: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "A ZeroMQ router that gives each task to the worker that has waited longest.")

    func run() throws {
      let transport = try ZeroMQ()
      var router = try transport.socket(.router)
      // Otherwise, messages for somebody who is not there are dropped in silence.
      try router.set(.routerMandatory, to: true)
      let address = try router.bind("tcp://127.0.0.1:*")
      let names = ["ada", "bob", "cleo"]
      let workers = names.map { name in
        Background { try work(as: name, at: address, over: transport) }
      }

      // Every message of a worker's says that it waits for a task. The one in front has waited longest.
      var waiting: [RoutingID] = []
      while waiting.count < names.count { waiting.append(try nextToWait(&router)) }
      for task in 1...9 {
        if waiting.isEmpty { waiting.append(try nextToWait(&router)) }
        let worker = waiting.removeFirst()
        print("task \(task) goes to \(worker)")
        try router.send(MultipartMessage(["task", "\(task)"]), to: worker, deadline: .soon)
      }
      while waiting.count < names.count { waiting.append(try nextToWait(&router)) }

      do {
        try router.send("stop", to: RoutingID("dora"), deadline: .soon)
      } catch {
        guard error.code == .hostUnreachable else { throw error }
        print("there is no dora")
      }
      // A worker ends when it is told to, and so has finished what it was given.
      for worker in waiting { try router.send("stop", to: worker, deadline: .soon) }
      for worker in workers { try worker.join() }
      print("all workers have stopped")
    }
  }

  /// Receives what a worker says.
  ///
  /// - Returns: The worker. A router socket puts its name in front of what it receives.
  private func nextToWait(_ router: inout Socket<ZeroMQ>) throws(MessagingError) -> RoutingID {
    var message = try router.receiveMultipart(deadline: .soon)
    let worker = try message.removeRoutingID()
    if message.count == 2 { print(message.strings.joined(separator: " ")) }
    return worker
  }

  private func work(as name: String, at address: String, over transport: ZeroMQ) throws {
    // A dealer need not alternate between sending and receiving, so it can speak first and be told to stop at the end.
    var dealer = try transport.socket(.dealer)
    // By this name the router knows it. No two may have the same.
    try dealer.set(.routingID, to: RoutingID(name))
    try dealer.connect(address)
    try dealer.send("ready", deadline: .soon)
    while true {
      let parts = try dealer.receiveMultipart(deadline: .soon).strings
      guard parts.count == 2 else { return }
      try dealer.send(MultipartMessage(["finished", parts.joined(separator: " ")]), deadline: .soon)
    }
  }
#endif
