/// The buffers of one size that a pool keeps: the strategy behind ``Pool``, one for each size class.
///
/// A node is memory of at least a word, which the list may use as long as the node is in it. A node is in the list once.
package protocol FreeList: Sendable {
  /// A list without nodes.
  ///
  /// - Parameter capacity: The most nodes that are ever in it, at least 1.
  /// - Returns: `nil` when there is no memory.
  init?(capacity: Int)

  /// Takes a node out, if there is one. Some lists allow one thread at a time only.
  func pop() -> UnsafeMutableRawPointer?

  /// Puts a node in. From any thread.
  func push(_ node: UnsafeMutableRawPointer)

  /// Gives up the list's own memory. The nodes in it are the caller's to give up first.
  func destroy()
}
