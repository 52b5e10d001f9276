import Messaging

func onAThread(_ body: @escaping @Sendable () -> Void) {}

func misuse<T: Transport>(_ pool: consuming Pool<T>) {
  var shared = pool
  onAThread {
    _ = try? shared.rent(1)  // error: captured var 'shared' in concurrently-executing code
  }
}
