/// A field that makes the compiler run the `deinit` of the generic non-copyable struct that has it, wherever that is destroyed.
///
/// Two faults of Swift 6.3 skip it otherwise. One is that of unoptimised code when all fields of a struct of another module are
/// trivial (swiftlang/swift#89686): ``anchor`` is not. The other is that of optimised code that is not specialised, such as a
/// closure or an `Optional` of a struct whose size depends on its parameter (swiftlang/swift#89117, mended in 6.4): a struct
/// with an `InlineArray` of such a size is destroyed another way.
@frozen
@usableFromInline
struct DeinitAnchored<Value>: ~Copyable {
  #if compiler(>=6.4) || canImport(Darwin)
    // Darwin's `InlineArray` needs a later system than the rest of the package.
    @usableFromInline
    var value: Value
  #else
    @usableFromInline
    var values: [1 of Value]

    @inlinable
    var value: Value {
      @inline(__always)
      _read { yield values[unchecked: 0] }
      @inline(__always)
      _modify { yield &values[unchecked: 0] }
    }
  #endif

  @usableFromInline
  let anchor = DeinitAnchor()

  @inlinable
  init(_ value: Value) {
    #if compiler(>=6.4) || canImport(Darwin)
      self.value = value
    #else
      values = [value]
    #endif
  }
}

/// Something of no size that is not trivial.
@frozen
@usableFromInline
struct DeinitAnchor: ~Copyable {
  @inlinable
  init() {}

  @inlinable
  deinit {}
}
