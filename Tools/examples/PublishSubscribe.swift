import ArgumentParser
import Foundation
import Messaging

/// A publisher of changes, and subscribers that come when it has published many already.
struct PublishSubscribe: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Subscribers that come late start from a snapshot, and miss no change after it.")

  @OptionGroup var choice: TransportChoice

  func run() throws { try publish(over: choice.make()) }
}

/// What publisher and subscribers have each: the fruits in stock after so many changes.
private struct Stock: Codable, Equatable {
  var lastChange = 0
  var counts: [String: Int] = [:]

  mutating func apply(_ change: Change) {
    lastChange = change.number
    counts[change.fruit, default: 0] += change.amount
  }
}

private struct Change: Codable {
  var number: Int
  var fruit: String
  var amount: Int
}

private func publish<T: Transport>(over transport: T) throws {
  var changes = try transport.socket(.publish)
  let changeAddress = try changes.bind(T.freshAddress)
  var snapshots = try transport.socket(.reply)
  let snapshotAddress = try snapshots.bind(T.freshAddress)

  func startSubscriber(_ name: String) -> Background {
    Background { try follow(name, changes: changeAddress, snapshots: snapshotAddress, over: transport) }
  }
  var subscribers = [startSubscriber("early")]
  var stock = Stock()
  while subscribers.count < 2 || !subscribers.allSatisfy(\.hasEnded) {
    // Snapshots and changes come from one thread, so a snapshot contains exactly the changes up to its number.
    while try snapshots.waitToReceive(deadline: .after(.milliseconds(1))) {
      guard try snapshots.tryReceive() != nil else { break }
      try snapshots.send(encoding: stock)
    }
    let number = stock.lastChange + 1
    let change = Change(number: number, fruit: ["apples", "pears", "plums"][number % 3], amount: number)
    stock.apply(change)
    // A publisher does not wait for anybody. Without subscribers, nobody gets this.
    try changes.send(encoding: change)
    if number == 100 { subscribers.append(startSubscriber("late")) }
  }
  for subscriber in subscribers { try subscriber.join() }
}

private func follow<T: Transport>(
  _ name: String, changes changeAddress: String, snapshots snapshotAddress: String, over transport: T
) throws {
  var changes = try transport.socket(.subscribe)
  try changes.subscribe()
  try changes.connect(changeAddress)
  var snapshots = try transport.socket(.request)
  try snapshots.connect(snapshotAddress)

  // First subscribe, then ask. A subscription reaches the publisher some time later: when a first change is here, it has,
  // and all changes after a snapshot that is made from now on will come.
  guard try changes.waitToReceive(deadline: .soon) else { throw NothingPublished() }
  var stock = try snapshots.requestSnapshot()
  print("\(name): started with \(stock.lastChange) changes in a snapshot")

  try stock.advance(to: stock.lastChange + 100, with: &changes, snapshots: &snapshots)
  var original: Stock
  repeat {
    original = try snapshots.requestSnapshot()
    try stock.advance(to: original.lastChange, with: &changes, snapshots: &snapshots)
  } while stock.lastChange != original.lastChange
  print("\(name): \(stock == original ? "has" : "does not have") what the publisher has, 100 changes later")
}

private struct NothingPublished: Error {}

extension Stock {
  /// Applies changes until it has one of this number or later.
  fileprivate mutating func advance<T: Transport>(
    to number: Int, with changes: inout Socket<T>, snapshots: inout Socket<T>
  ) throws {
    while lastChange < number {
      let message = try changes.receive(deadline: .soon)
      let change = try JSONDecoder().decode(Change.self, from: Data([UInt8](message)))
      // What came before the snapshot is in it: applying it again would count it twice.
      if change.number <= lastChange { continue }
      if change.number == lastChange + 1 {
        apply(change)
      } else {
        // A subscriber that does not keep up misses changes. A new snapshot has them.
        self = try snapshots.requestSnapshot()
      }
    }
  }
}

extension Socket {
  fileprivate mutating func requestSnapshot() throws -> Stock {
    try send("", deadline: .soon)
    return try JSONDecoder().decode(Stock.self, from: Data([UInt8](receive(deadline: .soon))))
  }

  fileprivate mutating func send(encoding value: some Encodable) throws {
    try send([UInt8](JSONEncoder().encode(value)), deadline: .soon)
  }
}
