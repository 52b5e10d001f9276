/// What the ends of pipelines do that are explained: stages of ``SocketStages``.
extension Job {
  /// As ``sendCopy``.
  public static let stagedCopy = Job("staged send copy", method: "copy")
  /// As ``sendPooled``.
  public static let stagedPooled = Job("staged send pooled", method: "pooled")

  /// As ``receiveBuffer``.
  public static let stagedBuffer = Job("staged receive buffer", method: "buffer")
  /// As ``receiveMessage``.
  public static let stagedMessage = Job("staged receive message", method: "message")
  /// As ``receiveReused``.
  public static let stagedReused = Job("staged receive reused", method: "reused")
  /// As ``receivePooled``.
  public static let stagedPooledReceive = Job("staged receive pooled", method: "pooled")
  /// As ``receiveAndCopy``.
  public static let stagedRentAndCopy = Job("staged receive and copy", method: receiveAndCopy.method)
  /// As ``receiveAndRent``.
  public static let stagedRent = Job("staged receive and rent", method: receiveAndRent.method)
  /// As ``stagedMessage``, with as many stages as ``stagedPooledReceive``.
  public static let stagedUnpooledReceive = Job("staged receive unpooled", method: "message")
  /// As ``stagedReused``, with as many stages as ``stagedRentAndCopy``.
  public static let stagedNeither = Job("staged receive only", method: "neither")
  /// Receives into the same message and copies its bytes into the same memory.
  public static let stagedCopyOut = Job("staged receive and copy out", method: "copy out")
}
