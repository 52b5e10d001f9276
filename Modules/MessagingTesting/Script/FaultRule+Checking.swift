internal import InProcessTransport
internal import Messaging

extension FaultRule {
  /// What is wrong with the rule; `nil` when nothing is.
  var complaint: String? {
    selection.fault ?? faultComplaint ?? placeComplaint
  }

  private var faultComplaint: String? {
    switch fault {
    case .delay(let duration) where duration < .zero: "a delay is not negative"
    case .disconnect(let duration, _) where duration < .zero: "a disconnect does not end before it begins"
    case .duplicate(let times) where times < 1: "a duplicate arrives at least once more"
    case .reorder(let count) where count < 1: "what is reordered is behind at least one message"
    default: nil
    }
  }

  private var placeComplaint: String? {
    if let connection {
      if connection < 1 { return "connections are numbered from 1" }
      if case .failSend = fault { return "a send fails before it has a connection" }
    }
    guard let address else { return nil }
    guard let address = try? Address(address), InProcess.schemes.contains(address.scheme), !address.isWildcard
    else { return "an address is inproc://name" }
    return nil
  }
}
