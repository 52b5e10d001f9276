/// Something that threads hand to each other, in turn.
package final class Box<Value: ~Copyable>: @unchecked Sendable {
  package var value: Value

  package init(_ value: consuming Value) { self.value = value }
}
