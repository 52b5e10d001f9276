import Messaging
import POSIXSupport
import TestSupport

/// Two honest peers, each a thread, of which one sends letters to the other for as long as this is not finished. What they see
/// is checked letter by letter.
final class Traffic: Sendable {
  /// Sizes around those at which libraries change how they go about it.
  static let sizes = [8, 31, 33, 34, 255, 256, 8_191, 8_193, 70_000]

  private struct State {
    var sent = 0
    var hasStoppedSending = false
    var ledger = Ledger()
    var failure: (any Error)?
    var isStopping = false
    var isOver = false

    var last: Int { ledger[0]?.last ?? -1 }
  }

  private let state = Watched(State())
  private let threads: Box<[Handle<Void>]>

  /// - Parameters:
  ///   - window: How many letters may be under way before the sender waits for the receiver, so that queues do not overflow
  ///     and heartbeats are not held up.
  ///   - patience: How long it waits: what the receiver waits for may be lost.
  ///   - admitsStrangers: Whether what is no letter is passed over.
  init<T: Transport>(
    from sender: consuming sending Socket<T>, to receiver: consuming sending Socket<T>, window: Int = 20,
    patience: Duration = .milliseconds(20), admitsStrangers: Bool = false, sizes: [Int] = Traffic.sizes
  ) throws {
    let receiving = Handle(
      try JoinableThread(moving: receiver) { [state] socket in
        var socket = socket
        do { try Self.receive(on: &socket, admittingStrangers: admitsStrangers, noting: state) } catch {
          state.change { $0.failure = error }
        }
      })
    let sending = Handle(
      try JoinableThread(moving: sender) { [state] socket in
        var socket = socket
        do {
          try Self.send(sizes, on: &socket, window: window, patience: patience, noting: state)
        } catch {
          state.change { $0.failure = error }
        }
        // Closing would lose what is on its way.
        _ = state.wait(until: .never) { $0.isOver }
      })
    threads = Box([receiving, sending])
  }

  deinit { end() }

  /// How many letters the sending socket took so far.
  var sent: Int { state.read { $0.sent } }

  /// The highest number of a letter received so far; -1 for none.
  var last: Int { state.read { $0.last } }

  var ledger: Ledger { state.read { $0.ledger } }

  /// Waits until so many more letters are received than there are now.
  func await(_ count: Int) throws {
    let received = state.read { $0.ledger.received }
    try wait("\(count) more letters after \(received)") { $0.ledger.received >= received + count }
  }

  /// Waits until a letter is received that was sent after this number.
  func awaitLetter(after number: Int) throws {
    try wait("a letter after \(number)") { $0.last > number }
  }

  /// Ends the traffic when the last letter that was sent is received.
  func finish() throws -> Ledger {
    state.change { $0.isStopping = true }
    try wait("the last letter") { $0.hasStoppedSending && $0.last == $0.sent - 1 }
    end()
    return try state.read {
      if let failure = $0.failure { throw failure }
      return $0.ledger
    }
  }

  private func wait(_ wish: String, _ isFulfilled: (State) -> Bool) throws {
    let isFulfilled = state.wait(until: soon) { $0.failure != nil || isFulfilled($0) }
    try state.read {
      if let failure = $0.failure { throw failure }
      guard isFulfilled else {
        throw Fault("\(wish) did not come: \($0.sent) sent, \($0.ledger.received) received up to \($0.last)")
      }
    }
  }

  private func end() {
    state.change { ($0.isStopping, $0.isOver) = (true, true) }
    for thread in threads.value { try? thread.join() }
    threads.value = []
  }

  private static func send<T: Transport>(
    _ sizes: [Int], on socket: inout Socket<T>, window: Int, patience: Duration, noting state: Watched<State>
  ) throws {
    defer { state.change { $0.hasStoppedSending = true } }
    var number = 0
    while true {
      // Before the first letter came, a publisher may have no subscriber yet.
      let pause = state.read { $0.last } < 0 ? min(patience, .milliseconds(20)) : patience
      _ = state.wait(until: .after(pause)) {
        $0.isOver || $0.last >= number - ($0.isStopping ? 1 : window)
      }
      // As long as the last letter is lost there is another one.
      if state.read({ $0.isOver || $0.isStopping && $0.last == number - 1 }) { return }
      let letter = Letter(from: 0, number: number, size: sizes[number % sizes.count])
      do throws(MessagingError) {
        try socket.send(letter, deadline: .after(.milliseconds(100)))
      } catch {
        guard error.code == .timedOut else { throw error }
        continue
      }
      number += 1
      state.change { $0.sent = number }
    }
  }

  private static func receive<T: Transport>(
    on socket: inout Socket<T>, admittingStrangers admitsStrangers: Bool, noting state: Watched<State>
  ) throws {
    var message = Message<T>()
    while !state.read({ $0.isOver }) {
      do throws(MessagingError) {
        try socket.receive(reusing: &message, deadline: .after(.milliseconds(100)))
      } catch {
        guard error.code == .timedOut else { throw error }
        continue
      }
      let letter: Letter
      do {
        letter = try message.withUnsafeBytes { try Letter($0) }
      } catch {
        guard admitsStrangers else { throw error }
        continue
      }
      try state.change { try $0.ledger.note(letter) }
    }
  }
}
