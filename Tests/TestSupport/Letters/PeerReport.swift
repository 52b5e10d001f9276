/// What a receiving peer tells in the end.
package struct PeerReport: Codable, Sendable {
  package var ledger = Ledger()
  /// How many waits ended without a letter.
  package var timeouts = 0

  package init() {}
}
