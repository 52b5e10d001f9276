import Messaging

func misuse<T: Transport>(_ pool: consuming Pool<T>) throws {
  pool.close()
  _ = try pool.rent(1)  // error: 'pool' used after consume
}
