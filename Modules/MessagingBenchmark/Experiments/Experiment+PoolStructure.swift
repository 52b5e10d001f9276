import Messaging

extension Experiment {
  static let poolStructure = Experiment(
    name: "pool-structure",
    summary: "where a pool keeps its buffers: taking and giving back, in one thread and from one to another"
  ) { _ in
    // The same for every transport and size: nodes are taken and given back, and nothing else.
    Plan(
      comparisons: [
        comparison(.oneThread, front: .takeAndGive),
        comparison(.twoThreads, front: .giveNodes, back: .takeNodes),
      ])
  }

  private static func comparison(_ wiring: Wiring, front: Job, back: Job? = nil) -> Comparison {
    func arm(_ name: String, _ rig: any Rig) -> Arm {
      Arm(
        name: name, transport: Arm.noTransport, rig: rig, front: Role(job: front),
        back: back.map { Role(job: $0) })
    }
    return Comparison(
      experiment: "pool-structure", endpoint: .memory, wiring: wiring, size: 0,
      arms: [
        arm("lock-free stack", FreeListRig<LockFreeStack>()),
        arm("locked stack", FreeListRig<LockedStack>()),
        arm("per-thread bags", FreeListRig<ThreadBags>()),
        arm("owner's list", FreeListRig<OwnerFreeList>()),
      ])
  }
}
