import CZeroMQ
import Messaging

extension ZeroMQ.SocketHandle {
  /// Tries to send all parts, without blocking.
  ///
  /// Every part but the last is sent as a copy, which shares its bytes, because the library can refuse a part after it took
  /// those before: when the peer that it chose for them is gone. Then it has dropped those, and all of them are
  /// to be sent again.
  ///
  /// - Parameter parts: At least one. On success, none are left. On failure, they are as they were.
  /// - Returns: On failure, the library's error number.
  mutating func trySend(_ parts: inout [zmq_msg_t]) -> TransferResult {
    let last = parts.count - 1
    for index in 0..<last {
      let number = sendCopy(of: &parts[index])
      guard number == 0 else { return giveUp(at: index, number, isLast: false) }
    }
    let number = send(&parts[last], flags: ZMQ_DONTWAIT)
    guard number == 0 else { return giveUp(at: last, number, isLast: true) }
    parts.removeLast()
    MultipartMessage.release(&parts)
    return .success(0)
  }

  /// - Returns: The library's error number, 0 for success.
  private func sendCopy(of part: inout zmq_msg_t) -> Int32 {
    var copy = zmq_msg_t()
    zmq_msg_init(&copy)
    guard zmq_msg_copy(&copy, &part) == 0 else { return zmq_errno() }
    let number = send(&copy, flags: ZMQ_DONTWAIT | ZMQ_SNDMORE)
    if number != 0 { zmq_msg_close(&copy) }
    return number
  }

  private func send(_ part: inout zmq_msg_t, flags: Int32) -> Int32 {
    while zmq_msg_send(&part, pointer, flags) < 0 {
      let number = meaning(of: zmq_errno())
      // In the middle of a message, only this part is to be sent again.
      guard number == EINTR else { return number }
    }
    return 0
  }

  private mutating func giveUp(at index: Int, _ number: Int32, isLast: Bool) -> TransferResult {
    if number == EAGAIN, index == 0 { isBlocked = true }
    if number == EAGAIN, index > 0, !isLast, SocketType.balances(type) {
      // The library drops what comes until the end of the message, which this is.
      var end = ZeroMQ.makeEmptyMessage()
      if send(&end, flags: ZMQ_DONTWAIT) != 0 { zmq_msg_close(&end) }
    }
    return .failure(number)
  }

  /// Tries to receive all parts, without blocking.
  ///
  /// - Parameter parts: Where they go, which is empty. On failure, it is empty as well.
  mutating func tryReceive(_ parts: inout [zmq_msg_t]) -> TransferResult {
    var hasMore = true
    while hasMore {
      var part = ZeroMQ.makeEmptyMessage()
      // The library has all parts of a message before it gives the first.
      while zmq_msg_recv(&part, pointer, ZMQ_DONTWAIT) < 0 {
        let number = meaning(of: zmq_errno())
        if number == EINTR, !parts.isEmpty { continue }
        zmq_msg_close(&part)
        MultipartMessage.release(&parts)
        return .failure(number)
      }
      hasMore = zmq_msg_more(&part) != 0
      parts.append(part)
    }
    return .success(0)
  }
}
