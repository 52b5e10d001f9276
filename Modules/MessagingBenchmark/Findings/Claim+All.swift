extension Claim {
  /// The claims of a C# binding's notes on a pool for received messages that was slower than allocating.
  public static let all = [
    Claim(
      "F1", "From thread to thread, per-thread bags lose to one shared stack.", by: .poolStructure,
      wiring: .twoThreads,
      predictions: [Prediction("per-thread bags", .slower)], seedRatios: [0: 2.7],
      whenHolding: "what one thread gives back to its bag, the other has to steal",
      whenRefuted: "stealing is not what costs here",
      advice:
        "Let one thread own a pool and rent from it; return from wherever the message ends. A pool that several threads rent from needs one shared structure, not one for each thread"
    ),
    Claim(
      "F2", "The copy is not what makes pooled receiving slow.", by: .copyAblation,
      predictions: [Prediction(Job.receiveAndRent.method, .notFaster)],
      seedRatios: [64: 1.088, 512: 1.029, 1_024: 1.013, 65_536: 0.984],
      whenHolding: "the receiver waits for the sender anyway, and a faster one sleeps more often",
      whenRefuted: "the receiver is the slower side, so that what it saves is saved",
      advice: "Do not remove a copy because it looks expensive: ask msgbench explain how much of it is felt"),
    Claim(
      "F3", "Receiving into a pool is slower than plain receiving.", by: .pooledReceive,
      predictions: [Prediction(Job.receivePooled.method, .slower)],
      seedRatios: [64: 1.075, 512: 1.106, 1_024: 1.161, 65_536: 1.076],
      whenHolding: "the copy comes on top of a receive that has no other",
      whenRefuted: "the copy is hidden behind the sender, or the library's buffer changes hands instead",
      advice:
        "Receive plainly what is dropped soon. Receive into a pool what is kept, or what is sent on by nanomsg"
    ),
    Claim(
      "F4", "At 64 B a buffer beats a message; from 512 B on a message wins.", by: .receiveMethod,
      predictions: [
        Prediction(Job.receiveMessage.method, .slower, at: 0...64),
        Prediction(Job.receiveMessage.method, .faster, at: 512...Int.max),
      ],
      seedRatios: [64: 1.42, 512: 0.89, 1_024: 0.94, 65_536: 0.95],
      whenHolding: "a small copy costs less than a message, and a large one more",
      whenRefuted: "a message costs next to nothing without an object around it",
      advice:
        "Small messages: into a buffer. Where the verdict is that a message wins, receive a message; else take what the code prefers"
    ),
    Claim(
      "F5", "Receiving into a message allocates in the binding, into a buffer it does not.",
      by: .receiveMethod,
      predictions: [Prediction(Job.receiveMessage.method, .allocates(0.5))],
      whenHolding: "a message is an object",
      whenRefuted: "a message is a value, and nothing is allocated for it",
      advice: "Nothing: a message of this package is no object"),
    Claim(
      "F6", "Renting is slower than making a new message.", by: .allocation, wiring: .oneThread,
      predictions: [Prediction(Job.rent.method, .slower)],
      seedRatios: [64: 1.36, 512: 1.37, 1_024: 1.23, 65_536: 1.19],
      whenHolding: "what is rented is kept more expensively than what is allocated",
      whenRefuted: "the owner takes from a list of its own without an atomic operation",
      advice: "Rent wherever the bytes are written by the program itself"),
    Claim(
      "F7", "Renting with a callback is twice as slow as making a new message.", by: .allocation,
      wiring: .oneThread,
      predictions: [Prediction(Job.rentAndHandOver.method, .atLeast(1.8))],
      seedRatios: [64: 2.36, 512: 2.37, 1_024: 2.12, 65_536: 2.06],
      whenHolding: "the library allocates for the callback, and calls it",
      whenRefuted: "the callback costs the library's small allocation, and little more",
      advice: "Hand over only from the crossover on, which is what a pool does by default",
      notApplicable: { $0.handsOver ? nil : BenchmarkedTransport.reasonNotToHandOver }),
    Claim(
      "F8", "What the parts cost by themselves predicts the pipeline.", by: .explanations[0], predictions: [],
      whenHolding: "all that differs is in the thread on which the other one waits",
      whenRefuted:
        "the threads wait for each other, so that only a part of a cost is felt, or more than all of it",
      advice: "Never subtract isolated costs from each other. Measure the whole, and explain it"),
    Claim(
      "F9", "Handing pooled buffers over without a copy is worth it.", by: .handingOver,
      predictions: [Prediction(Job.sendHandedOver.method, .faster)],
      whenHolding: "what it saves in copying and allocating is more than the callback costs",
      whenRefuted: "copying so few bytes is cheaper than the callback",
      advice: "Send from a pool; its default crossover copies what is small and hands over the rest",
      notApplicable: { $0.handsOver ? nil : BenchmarkedTransport.reasonNotToHandOver }),
    Claim(
      "F10", "Blocking, draining and polling take as long within 4 %; sleeping takes longer by a quarter.",
      by: .receiveMode,
      predictions: [
        Prediction(Job.receiveDraining.method, .within(0.04)),
        Prediction(Job.receivePolling.method, .within(0.04)),
        Prediction(Job.receiveNapping.method, .atLeast(1.24)),
      ],
      whenHolding: "a busy receiver seldom waits, however it would",
      whenRefuted: "the ways to wait differ in what they cost",
      advice: "Choose by what else the thread has to do, not by speed; never sleep in between"),
  ]
}

extension [Claim] {
  /// What has to be measured for them, each once.
  public var experiments: [Experiment] {
    reduce(into: []) { experiments, claim in
      if !experiments.contains(where: { $0.name == claim.experiment.name }) {
        experiments.append(claim.experiment)
      }
    }
  }
}
