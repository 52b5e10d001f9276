import Messaging

func misuse<T: Transport>(_ pool: consuming Pool<T>) {
  var shared = pool
  Task { _ = try shared.rent(1) }
  Task { _ = try shared.rent(2) }  // error: sending value of non-Sendable type
}
