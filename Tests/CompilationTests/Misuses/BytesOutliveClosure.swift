import Messaging

func misuse<T: Transport>(_ message: borrowing Message<T>) {
  _ = message.withBytes { $0.byteCount }
  let bytes: RawSpan = message.withBytes { $0 }  // error: requires that 'RawSpan' conform to 'Escapable'
}
