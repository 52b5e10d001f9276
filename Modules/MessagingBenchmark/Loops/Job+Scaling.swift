extension Job {
  // MARK: Through many sockets

  /// Sends copies through one socket after the other, around and around.
  public static let sendInTurn = Job("send in turn", method: "in turn")
  /// Receives messages that come in any order into the same memory.
  public static let receiveInAnyOrder = Job("receive in any order", method: "any order")
  /// Opens a socket for each message, sends and receives that, and closes the socket.
  public static let reopen = Job("reopen", method: "reopen")
}
