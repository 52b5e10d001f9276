import CBenchmarkSupport

extension Experiment {
  static let retention = Experiment(
    name: "retention",
    summary: "memory that a received message takes as long as it is kept: as received, and moved into a pool"
  ) { scope in
    guard benchmark_gauges_memory() else {
      return Plan(notes: [
        "retention is not applicable: this C library does not tell how much memory is in use"
      ])
    }
    let notes = scope.notes(
      that: "retention", isNotApplicableTo: { $0.libraryVersion == nil },
      because: "no library underneath that could hold on to more than a message")
    var scope = scope
    scope.transports.removeAll { $0.libraryVersion == nil }
    return Plan(
      comparisons: [
        ("all kept", [Job.keepAll, .keepAllPooled], 1),
        ("1 of 100 kept", [.keepSome, .keepSomePooled], Job.keptStride),
      ].flatMap { subject, jobs, stride in
        scope.comparisons("retention", subject: subject, keptStride: stride) { transport in
          jobs.map {
            Arm(name: $0.method, transport: transport, front: Role(job: $0), back: Role(job: .sendCopy))
          }
        }
      },
      notes: notes)
  }
}
