import Messaging
import POSIXSupport

/// Opens arms whose back is a crowd: many sockets that send to one.
struct ScalingRig<T: Transport>: Rig {
  let rig: TransportRig<T>
  let crowd: Crowd

  func open(
    front: Role, back: Role?, wiring: Wiring, sizes: (front: Int, back: Int), address: String
  ) throws -> (front: any End, back: (any End)?) {
    try Descriptors.raiseLimit()
    let transport = try rig.make()
    let receiver = try SocketEnd(
      transport, .pull, options: SocketOptions(), size: sizes.front, job: front.job,
      loop: rig.loops[front.job])
    let workspace = Workspace(size: sizes.back, isTimed: false)
    let row = try SocketRow(
      crowd.count, of: transport, connectedTo: try receiver.bind(to: address),
      loop: rig.loops[row: .sendInTurn], workspace: workspace, receive: receiver.move)
    switch crowd {
    case .sockets:
      return (ReopeningEnd(beside: row, to: receiver, workspace: workspace), nil)
    case .connections:
      return (receiver, CrowdEnd(row, workspace: workspace))
    case .threads(let count):
      let workspaces = (0..<count).map { _ in Workspace(size: sizes.back, isTimed: false) }
      return (receiver, CrowdEnd(row, crew: try Crew(count: count), workspaces: workspaces))
    }
  }
}
