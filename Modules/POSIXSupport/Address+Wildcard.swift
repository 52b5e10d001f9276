package import Messaging

extension Address {
  /// The address with its wildcard path or name, if it has one, replaced by one that nobody uses.
  package var withChosenLocation: Address {
    guard isWildcard else { return self }
    return switch scheme {
    case "inproc": Address(scheme: scheme, location: UniqueName.make())
    case "ipc": Address(scheme: scheme, location: UniqueName.makeSocketPath())
    default: self
    }
  }
}
