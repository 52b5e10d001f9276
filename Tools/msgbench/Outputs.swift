import Foundation

/// All places that results go to.
struct Outputs: Sendable {
  /// What was asked for with `--format`.
  let text: Output
  /// The page.
  let page: Output?
  /// The folder for pictures.
  let pictures: URL?

  /// Leaves everything as it was, if nothing was written yet. May be called from any thread, at any time.
  func discard() {
    text.discard()
    page?.discard()
  }
}
