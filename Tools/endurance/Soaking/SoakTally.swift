import MessagingConformance

/// What became of the messages so far.
struct SoakTally: Sendable {
  private let sizes: MessageSizes

  init(sizes: MessageSizes) { self.sizes = sizes }

  /// The number of the message that is to come next.
  private(set) var next = 0
  private(set) var received = 0
  private(set) var bytes = 0
  private(set) var lost = 0
  private(set) var duplicated = 0
  private(set) var altered = 0
  /// Those that were lost where the documentation says that they may be.
  private(set) var lostInWindow = 0
  /// The first problems.
  private(set) var problems: [String] = []

  var isSound: Bool { lost == 0 && duplicated == 0 && altered == 0 && problems.isEmpty }

  /// Enters a message, whose number has to be in `numbers`.
  mutating func note(_ message: UnsafeRawBufferPointer, of numbers: Range<Int>) {
    let number = Payload.number(of: message)
    guard numbers.contains(number) || (0..<next).contains(number) else {
      altered += 1
      return complain("a message of \(message.count) bytes has the number \(number)")
    }
    do { try Payload(number).check(message, size: sizes.size(of: number)) } catch {
      altered += 1
      complain("\(error)")
    }
    guard number >= next else {
      duplicated += 1
      return complain("message \(number) came after message \(next - 1)")
    }
    if number > next {
      lost += number - next
      complain("message \(number) came after message \(next - 1)")
    }
    received += 1
    bytes += message.count
    next = number + 1
  }

  /// Checks once more a message that was kept.
  mutating func noteAgain(_ message: UnsafeRawBufferPointer) {
    let number = Payload.number(of: message)
    do { try Payload(number).check(message, size: sizes.size(of: max(0, number))) } catch {
      altered += 1
      complain("while it was kept: \(error)")
    }
  }

  /// Gives up waiting for what is left of an epoch.
  mutating func giveUp(until end: Int, isInWindow: Bool, of epoch: String = "") {
    if isInWindow {
      lostInWindow += end - next
    } else {
      lost += end - next
      complain("messages \(next) to \(end - 1) did not come\(epoch)")
    }
    next = end
  }

  mutating func complain(_ problem: String) {
    if problems.count < 5 { problems.append(problem) }
  }
}
