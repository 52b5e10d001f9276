import ArgumentParser

/// Shows what the package endures: strangers' inputs, and hours of work.
struct Endurance: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "endurance",
    abstract: "Shows what the package endures.",
    discussion: """
      endurance fuzz --transport zmq --inputs 1000000
          tries a million inputs on libzmq: what strangers say to a socket, addresses, options
      endurance fuzz --target zmq/tcp/pull --seed 7 --from 123 --inputs 1
          tries one input again
      endurance soak --messages 100000000 --transport nanomsg
          sends a hundred million messages in every way there is, and misses none
      endurance help fuzz
          explains every option

      ./Tools/fuzz and ./Tools/soak build this for release and run it.
      """,
    subcommands: [Fuzz.self, FuzzWorker.self, Soak.self])
}
