import Foundation
import Messaging
import MessagingAsync
import TestSupport

/// Who receives. Each epoch has a thread, one after the other, which has all this to itself.
final class SoakReceiver<T: DescriptorSignalingTransport>: @unchecked Sendable {
  private var pool: Pool<T>
  private let sharedPool: SharedPool<T>
  private let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 16)
  private var reused = Message<T>()
  /// Messages that are kept for a while, to be looked at again.
  private var kept: [Kept<T>] = []
  private(set) var tally: SoakTally
  var socket: Socket<T>?

  init(_ transport: T, sizes: MessageSizes) throws {
    tally = SoakTally(sizes: sizes)
    pool = try Pool(transport)
    sharedPool = try SharedPool(transport)
  }

  deinit { memory.deallocate() }

  /// Receives the messages of an epoch, and counts what does not come.
  ///
  /// - Parameters:
  ///   - maySendersLose: Whether the documentation says that a sender that closes loses messages.
  ///   - isSent: Whether everything was sent, so that what does not come soon is lost.
  func receive(_ epoch: Epoch, maySendersLose: Bool, isSent: Flag) throws {
    var silences = 0
    while tally.next < epoch.numbers.upperBound {
      let before = tally.received
      do {
        if epoch.receiving == .async {
          try waitForTask { try await self.receiveInTask(epoch) }
        } else {
          try receiveHere(epoch)
        }
      } catch let error as MessagingError where error.code == .timedOut {
        let isAbrupt = epoch.ending == .abrupt && maySendersLose
        silences = isSent.isSet && tally.received == before ? silences + 1 : 0
        guard silences < (isAbrupt ? 1 : 60) else {
          return tally.giveUp(until: epoch.numbers.upperBound, isInWindow: isAbrupt, of: " (\(epoch))")
        }
      }
    }
  }

  /// Checks that there is nothing more to receive.
  func expectNothing() throws {
    if try socket!.tryReceive(reusing: &reused) { tally.complain("more came than was sent") }
  }

  func drop() { while !kept.isEmpty { lookAgain() } }

  private func receiveHere(_ epoch: Epoch) throws {
    var pace = Pace(seed: epoch.seed, of: 1 + tally.next)
    while tally.next < epoch.numbers.upperBound {
      switch epoch.receiving {
      case .reusing:
        try socket!.receive(reusing: &reused, deadline: silence)
        reused.withUnsafeBytes { tally.note($0, of: epoch.numbers) }
      case .memory:
        let size = try socket!.receive(into: memory, deadline: silence)
        tally.note(
          UnsafeRawBufferPointer(rebasing: memory[..<min(size.full, memory.count)]), of: epoch.numbers)
      case .attempt:
        if try !socket!.tryReceive(reusing: &reused) {
          try socket!.receive(reusing: &reused, deadline: silence)
        }
        reused.withUnsafeBytes { tally.note($0, of: epoch.numbers) }
      case .pool: note(try socket!.receive(into: &pool, deadline: silence), of: epoch)
      case .sharedPool: note(try socket!.receive(into: sharedPool, deadline: silence), of: epoch)
      case .message, .async: note(try socket!.receive(deadline: silence), of: epoch)
      }
      if let pause = pace.pause() { usleep(UInt32(pause)) }
    }
  }

  private func receiveInTask(_ epoch: Epoch) async throws {
    var pace = Pace(seed: epoch.seed, of: 1 + tally.next)
    let plain = socket.take()!
    var socket = try AsyncSocket(plain)
    do {
      while tally.next < epoch.numbers.upperBound {
        note(try await socket.receive(deadline: silence), of: epoch)
        if let pause = pace.pause() { try await Task.sleep(for: .microseconds(pause)) }
      }
    } catch {
      self.socket = socket.takeSocket()
      throw error
    }
    self.socket = socket.takeSocket()
  }

  private var silence: Deadline { .after(.seconds(1)) }

  private func note(_ message: consuming Message<T>, of epoch: Epoch) {
    message.withUnsafeBytes { tally.note($0, of: epoch.numbers) }
    guard tally.next.isMultiple(of: 50) else { return }
    kept.append(Kept(message))
    if kept.count > 64 { lookAgain() }
  }

  private func lookAgain() {
    let message = kept.removeFirst()
    message.message.withUnsafeBytes { tally.noteAgain($0) }
    message.drop()
  }
}
