extension Job {
  // MARK: Through many sockets

  /// Sends copies through one socket after the other, around and around.
  public static let sendInTurn = Job("send in turn", method: "in turn")
  /// Receives messages that come in any order into the same memory.
  public static let receiveInAnyOrder = Job("receive in any order", method: "any order")
}
