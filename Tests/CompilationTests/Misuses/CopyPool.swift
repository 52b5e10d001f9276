import Messaging

func misuse<T: Transport>(_ pool: consuming Pool<T>) {
  let first = pool
  let second = pool  // error: 'pool' consumed more than once
  _ = first.options
}
