/// How an arm's two ends are joined.
public struct Wiring: Hashable, Sendable {
  /// The pattern's name on the command line.
  public let name: String

  /// What is between the ends.
  let kind: Kind

  /// What is between their sockets, beside the pattern.
  var link = Link.plain

  enum Kind {
    /// Sockets, through which messages go one way.
    case oneWay
    /// Sockets, through which messages go there and back, so that each one moved by the front is two on the wire.
    case roundTrip
    /// A belt within the process, on which messages themselves go from thread to thread.
    case belt
    /// Sockets, both of which one thread uses in turn.
    case loopback
    /// Sockets, through which messages go one way, between ends that are made of stages.
    case stages
    /// Nothing: there is one end only.
    case nothing
  }

  /// How many messages go over the wire when the front moves one.
  var messagesPerMove: Int { kind == .roundTrip ? 2 : 1 }

  /// The same, between sockets that are connected in another way.
  func over(_ link: Link) -> Wiring { Wiring(name: name, kind: kind, link: link) }

  /// The same, between ends that are made of stages.
  var inStages: Wiring { Wiring(name: name, kind: .stages, link: link) }

  /// From a push socket to a pull socket.
  public static let pushPull = Wiring(name: "push-pull", kind: .oneWay)

  /// From one pair socket to another.
  public static let pair = Wiring(name: "pair", kind: .oneWay)

  /// From one router to another.
  public static let routerRouter = Wiring(name: "router-router", kind: .oneWay, link: .routers)

  /// There and back between two pair sockets.
  static let roundTrip = Wiring(name: "pair", kind: .roundTrip)

  /// As ``pushPull``, between ends that are made of stages.
  static let stages = pushPull.inStages

  /// From a push socket to a pull socket, in one thread.
  static let loopback = Wiring(name: "loopback", kind: .loopback)

  /// From one thread to another, without sockets.
  static let twoThreads = Wiring(name: "two-threads", kind: .belt)

  /// Within one thread.
  static let oneThread = Wiring(name: "one-thread", kind: .nothing)

  /// Those that messages go through one way.
  public static let oneWay: [Wiring] = [pushPull, pair, routerRouter]

  /// What is to be said of a pattern beside the kind of address: its name, unless it is the usual one or has no sockets.
  static func remark(on pattern: String?) -> String? {
    oneWay.dropFirst().map(\.name).first { $0 == pattern }
  }
}
