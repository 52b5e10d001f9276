import Messaging

final class Holder<T: Transport>: Sendable {
  let pool: Pool<T>
  init(_ pool: consuming Pool<T>) { self.pool = pool }

  func misuse() throws {
    _ = try pool.rent(1)  // error: cannot use mutating member on immutable value
  }
}
