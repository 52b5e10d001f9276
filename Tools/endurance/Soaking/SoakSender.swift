import Foundation
import Messaging
import MessagingAsync
import MessagingConformance

/// Who sends. Each epoch has a thread, one after the other, which has all this to itself.
final class SoakSender<T: DescriptorSignalingTransport>: @unchecked Sendable {
  private let sizes: MessageSizes
  private var pool: Pool<T>
  private let sharedPool: SharedPool<T>
  var socket: Socket<T>?

  init(_ transport: T, sizes: MessageSizes) throws {
    self.sizes = sizes
    pool = try Pool(transport)
    sharedPool = try SharedPool(transport)
  }

  func send(_ epoch: Epoch) throws {
    var pace = Pace(seed: epoch.seed, of: 0)
    switch epoch.sending {
    case .async, .asyncPooled:
      try waitForTask { try await self.sendInTask(epoch) }
    default:
      for number in epoch.numbers {
        try send(number, epoch.sending)
        if let pause = pace.pause() { usleep(UInt32(pause)) }
      }
    }
    if epoch.ending == .abrupt { socket = nil }
  }

  private func send(_ number: Int, _ way: Epoch.Sending) throws {
    let deadline = SoakRun<T>.patience
    switch way {
    case .bytes:
      try socket!.send(Payload(number).bytes(size: sizes.size(of: number)), deadline: deadline)
    case .attempt:
      var message = try message(number)
      if try socket!.trySend(&message) { return }
      try socket!.send(message, deadline: deadline)
    case .pooled: try socket!.send(try rented(number), deadline: deadline)
    case .sharedPool:
      let message = try sharedPool.rent(unsafeUninitializedSize: sizes.size(of: number)) {
        Payload(number).write(to: $0)
      }
      try socket!.send(message, deadline: deadline)
    default: try socket!.send(try message(number), deadline: deadline)
    }
  }

  private func sendInTask(_ epoch: Epoch) async throws {
    var pace = Pace(seed: epoch.seed, of: 0)
    let plain = socket.take()!
    var socket = try AsyncSocket(plain)
    for number in epoch.numbers {
      let message = epoch.sending == .async ? try message(number) : try rented(number)
      try await socket.send(message, deadline: SoakRun<T>.patience)
      if let pause = pace.pause() { try await Task.sleep(for: .microseconds(pause)) }
    }
    self.socket = socket.takeSocket()
  }

  private func message(_ number: Int) throws -> Message<T> {
    try Message(unsafeUninitializedSize: sizes.size(of: number)) { Payload(number).write(to: $0) }
  }

  private func rented(_ number: Int) throws -> Message<T> {
    try pool.rent(unsafeUninitializedSize: sizes.size(of: number)) { Payload(number).write(to: $0) }
  }
}
