import ArgumentParser

/// Short programs to learn from. Besides `Background`, they use only what this package offers to everybody.
@main
struct Examples: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "examples",
    abstract: "Short programs to learn from. Each has a file of its own in Tools/examples.",
    subcommands: subcommands)

  private static var subcommands: [any ParsableCommand.Type] {
    var commands: [any ParsableCommand.Type] = [
      RequestReply.self, Pipeline.self, PublishSubscribe.self, Bridge.self, AsyncWorkers.self,
    ]
    #if ZeroMQ
      commands += [RoutedWorkers.self, SecuredService.self]
    #endif
    #if Nanomsg
      commands += [Survey.self]
    #endif
    return commands
  }
}
