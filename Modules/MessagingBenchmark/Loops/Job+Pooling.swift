internal import Messaging

extension Job {
  // MARK: Sending

  /// Rents a message for each send, writes its number and its last byte, and sends it.
  public static let sendPooled = Job("send pooled", method: "pooled")
  /// As ``sendPooled``, with every buffer handed over, whatever its size.
  public static let sendHandedOver = Job("send handed over", method: "handed over", pooling: .crossover(0))
  /// As ``sendPooled``, with every buffer copied, whatever its size.
  public static let sendPooledCopy = Job("send pooled copy", method: "copied", pooling: .crossover(.max))

  // MARK: Receiving

  /// Receives into a pool, and drops the message.
  public static let receivePooled = Job("receive pooled", method: "pooled")
  /// Receives into the same message, rents another, and copies the bytes there.
  public static let receiveAndCopy = Job("receive and copy", method: "with copy")
  /// As ``receiveAndCopy``, without copying.
  public static let receiveAndRent = Job("receive and rent", method: "without copy")

  // MARK: Keeping

  /// Receives messages and keeps the last ones.
  public static let keepAll = Job("keep all", method: "as received")
  /// As ``keepAll``, moving each into a pool.
  public static let keepAllPooled = Job("keep all pooled", method: "pooled")
  /// Receives messages and keeps the last ones of each hundredth.
  public static let keepSome = Job("keep some", method: "as received")
  /// As ``keepSome``, moving each that is kept into a pool.
  public static let keepSomePooled = Job("keep some pooled", method: "pooled")

  /// Of how many messages ``keepSome`` keeps one.
  @usableFromInline
  static var keptStride: Int { 100 }

  /// How many messages are kept at a time.
  @usableFromInline
  static var keptCount: Int { 512 }

  // MARK: Without sockets

  /// Makes a message and drops it.
  public static let make = Job("make", method: "new message")
  /// Rents a message and drops it.
  public static let rent = Job("rent", method: "rent")
  /// Rents a message, makes the library's own of it, and drops that, which calls back.
  public static let rentAndHandOver = Job("rent and hand over", method: "rent + callback")
  /// Makes messages for another thread.
  public static let passMade = Job("pass made", method: "new message")
  /// Rents messages for another thread.
  public static let passRented = Job("pass rented", method: "rent")
  /// Drops messages that another thread passed.
  public static let dropPassed = Job("drop passed", method: "drop")
}

extension PoolOptions {
  fileprivate static func crossover(_ size: Int) -> PoolOptions {
    var options = PoolOptions()
    options.crossover = size
    return options
  }
}
