/// Opens a pipeline whose ends others made.
struct PipelineRig: Rig {
  let pipeline: Pipeline

  func open(
    front: Role, back: Role?, wiring: Wiring, sizes: (front: Int, back: Int), address: String
  ) throws -> (front: any End, back: (any End)?) {
    let ends = try pipeline.open()
    return (ends.receiver, ends.sender)
  }
}
