import Messaging

/// A socket that can be kept in an array.
final class Lent<T: Transport> {
  var socket: Socket<T>

  init(_ socket: consuming Socket<T>) { self.socket = socket }
}
