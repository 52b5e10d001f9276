/// What a proxy does to the bytes that pass it.
struct Conditions: Sendable {
  /// How many bytes are written at a time.
  var pieceSize = 1 << 16
  /// How long bytes are held back.
  var delay: Duration = .zero
  /// Whether nothing passes, and nobody is told.
  var isCut = false
  /// After how many bytes in one direction a connection is reset; `nil` for never.
  var bytesBeforeReset: Int?
}
