import Messaging

func misuse<T: Transport>(_ message: consuming Message<T>) {
  let first = message
  let second = message  // error: 'message' consumed more than once
  _ = first.count
}
