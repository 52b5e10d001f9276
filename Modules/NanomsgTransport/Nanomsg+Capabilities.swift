public import Messaging

extension Nanomsg {
  /// Those of every transport, surveys and buses.
  public static var patterns: [Pattern<Nanomsg>] { Pattern.cooked }

  /// `tcp`, `ipc`, `inproc` and `ws`.
  public static let schemes = ["tcp", "ipc", "inproc", "ws"]

  /// ``Statistics``.
  public static let features: [TransportCapability] = [.statistics]
}
