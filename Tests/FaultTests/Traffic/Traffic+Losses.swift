extension Traffic {
  /// Has something happen to the traffic, and waits until letters come again.
  ///
  /// - Returns: The numbers of the letters that were on their way then.
  func during(_ incident: () throws -> Void) throws -> Range<Int> {
    let first = last + 1
    try incident()
    try awaitRecovery()
    return first..<max(first, sent)
  }

  /// Waits until letters come again after something happened, long enough for both sockets to have noticed.
  func awaitRecovery() throws { try awaitLetter(after: sent + 100) }
}
