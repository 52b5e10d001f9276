/// A field of no size that makes the compiler run the `deinit` of the type that has it.
///
/// Without it, a client's unoptimised build never runs the `deinit` of a generic non-copyable struct of another
/// module whose fields are all trivial (Swift 6.3.1), and every message leaks.
@frozen
@usableFromInline
struct DeinitAnchor: ~Copyable {
  @inlinable
  init() {}

  @inlinable
  deinit {}
}
