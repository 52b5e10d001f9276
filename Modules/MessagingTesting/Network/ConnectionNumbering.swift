internal import InProcessTransport
internal import Messaging

/// Numbers connections, and keeps with each link what becomes of its messages.
final class ConnectionNumbering: ConnectionFollower, @unchecked Sendable {
  // Only changed in calls that connect, which the network's lock guards.
  private var counts: [String: Int] = [:]

  func connectionBegins(to name: String) -> AnyObject {
    counts[name, default: 0] += 1
    let address = Address(scheme: InProcess.schemes[0], location: name)
    return FaultyConnection(to: address.description, number: counts[name]!)
  }

  func linkBegins(of connection: AnyObject) -> AnyObject {
    guard let connection = connection as? FaultyConnection else {
      preconditionFailure("a follower is asked for what it made")
    }
    return LinkTraffic(of: connection)
  }
}
