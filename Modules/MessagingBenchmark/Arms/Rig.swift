import Messaging

/// Opens the ends of arms, for one transport whose type is hidden.
protocol Rig: Sendable {
  /// Opens the ends of an arm in a new transport and joins them.
  ///
  /// - Parameters:
  ///   - back: `nil` where the arm has one end.
  ///   - sizes: The size of the messages that each end expects or makes.
  func open(
    front: Role, back: Role?, wiring: Wiring, sizes: (front: Int, back: Int), address: String
  ) throws -> (front: any End, back: (any End)?)
}

struct TransportRig<T: Transport>: Rig {
  let loops: Loops<T>
  let baseline: NativeBaseline<T>?
  let make: @Sendable () throws -> T
  /// What opens ends that tasks have; `nil` where tasks cannot wait for sockets.
  var tasks: TaskOpening<T>?
  /// Makes a socket ready that is to be bound, as `isServer` says, or connected.
  var prepare: @Sendable (_ socket: inout Socket<T>, _ isServer: Bool) throws -> Void = { _, _ in }
  /// What opens ends whose sockets are connected in other ways.
  var links: [Link: any Rig] = [:]

  func open(
    front: Role, back: Role?, wiring: Wiring, sizes: (front: Int, back: Int), address: String
  ) throws -> (front: any End, back: (any End)?) {
    if wiring.link != .plain {
      guard let rig = links[wiring.link] else { preconditionFailure("\(T.name) has no \(wiring.name)") }
      return try rig.open(
        front: front, back: back, wiring: wiring.over(.plain), sizes: sizes, address: address)
    }
    let transport = try make()
    switch wiring.kind {
    case .nothing, .belt:
      let belt = Belt<Message<T>>()
      func end(_ role: Role, size: Int) throws -> any End {
        try LocalEnd(transport, size: size, job: role.job, belt: belt, loop: loops[local: role.job])
      }
      return (try end(front, size: sizes.front), try back.map { try end($0, size: sizes.back) })
    case .loopback:
      let end = try LoopbackEnd(
        transport, options: SocketOptions(), size: sizes.front, address: address,
        loop: loops[loopback: front.job])
      return (end, nil)
    case .stages:
      guard let back else { preconditionFailure("a pipeline has two ends") }
      let (receiving, sending) = patterns(of: wiring)
      var receiver = try transport.socket(receiving, options: SocketOptions())
      var sender = try transport.socket(sending, options: SocketOptions())
      try sender.connect(try receiver.bind(address))
      return (
        try stagedEnd(transport, receiver, front, .receiver, size: sizes.front),
        try stagedEnd(transport, sender, back, .sender, size: sizes.back)
      )
    case .oneWay, .roundTrip:
      guard let back else { preconditionFailure("sockets come in twos") }
      let (receiving, sending) = patterns(of: wiring)
      let front = try end(transport, receiving, front, size: sizes.front, isServer: true)
      let other = try end(transport, sending, back, size: sizes.back, isServer: false)
      try other.connect(to: try front.bind(to: address))
      return (front, other)
    }
  }

  private func patterns(of wiring: Wiring) -> (receiving: Pattern<T>, sending: Pattern<T>) {
    wiring.name == Wiring.pair.name ? (.pair, .pair) : (.pull, .push)
  }

  private func stagedEnd(
    _ transport: T, _ socket: consuming Socket<T>, _ role: Role, _ side: Explanation.Side, size: Int
  ) throws -> any StagedEnd {
    let workspace = Workspace(size: size, isTimed: false)
    let state = StagedSocket(
      socket, try Pool(transport, options: role.job.pooling), workspace.batch(0..<0))
    return StateEnd(state, stages: loops.stages[role.job], side: side, workspace: workspace) {
      transport.shutdown()
    }
  }

  private func end(
    _ transport: T, _ pattern: Pattern<T>, _ role: Role, size: Int, isServer: Bool
  ) throws -> any SocketedEnd {
    let options = SocketOptions()
    switch role.style {
    case .swift:
      return try SocketEnd(
        transport, pattern, options: options, size: size, job: role.job, loop: loops[role.job]
      ) { try prepare(&$0, isServer) }
    case .c:
      guard let baseline else { preconditionFailure("\(T.name) has no C baseline") }
      return try NativeEnd(
        transport, pattern, options: options, size: size, job: role.job, baseline: baseline)
    case .task, .taskOnReactor:
      guard let tasks else { preconditionFailure("tasks cannot wait for sockets of \(T.name)") }
      return try tasks.open(transport, pattern, options, size, role) { try prepare(&$0, isServer) }
    }
  }
}
