import Messaging
import POSIXSupport
import Synchronization
import TestSupport
import Testing

@testable import MessagingBenchmark

/// Every free list that `pool-structure` compares is one.
@Suite(.timeLimit(.minutes(15))) struct FreeListTests {
  private static let nodeSize = 128

  private func withNodes(_ count: Int, _ body: ([UnsafeMutableRawPointer]) throws -> Void) rethrows {
    let memory = UnsafeMutableRawPointer.allocate(byteCount: count * Self.nodeSize, alignment: Self.nodeSize)
    defer { memory.deallocate() }
    try body((0..<count).map { memory + $0 * Self.nodeSize })
  }

  private func givesBackWhatItTook<List: FreeList>(_ type: List.Type) throws {
    try withNodes(100) { nodes in
      let list = try #require(List(capacity: nodes.count))
      defer { list.destroy() }
      #expect(list.pop() == nil)
      for node in nodes { list.push(node) }
      var taken: Set<UnsafeMutableRawPointer> = []
      while let node = list.pop() { #expect(taken.insert(node).inserted) }
      #expect(taken == Set(nodes))
      list.push(nodes[0])
      #expect(list.pop() == nodes[0])
    }
  }

  /// One thread takes, the others give back; nobody ever has a node that somebody else has.
  private func hasOneOwnerForEachNode<List: FreeList>(_ type: List.Type) throws {
    let (count, rounds, threads) = (64, 20_000, 3)
    try withNodes(count) { nodes in
      let list = try #require(List(capacity: count))
      defer { list.destroy() }
      for node in nodes {
        // Behind the word that the list uses.
        (node + 8).bindMemory(to: Atomic<Int>.self, capacity: 1).initialize(to: Atomic(0))
        list.push(node)
      }
      let belts = (0..<threads).map { _ in Belt<UnsafeMutableRawPointer>() }
      let givers = try belts.map { belt in
        Handle(
          try JoinableThread {
            var reader = Belt.Reader(belt)
            for _ in 0..<rounds {
              let node = try reader.take()
              let owners = (node + 8).assumingMemoryBound(to: Atomic<Int>.self)
              guard owners.pointee.exchange(0, ordering: .relaxed) == 1 else { throw TwoOwners() }
              list.push(node)
            }
          })
      }
      var writers = belts.map { Belt.Writer($0) }
      for _ in 0..<rounds {
        for index in writers.indices {
          var node = list.pop()
          while node == nil {
            for writer in writers { writer.tell() }
            node = list.pop()
          }
          let owners = (node! + 8).assumingMemoryBound(to: Atomic<Int>.self)
          guard owners.pointee.exchange(1, ordering: .relaxed) == 0 else { throw TwoOwners() }
          try writers[index].put(node!)
        }
      }
      for writer in writers { writer.tell() }
      for giver in givers { try giver.join() }
      var left = 0
      while list.pop() != nil { left += 1 }
      #expect(left == count)
    }
  }

  private struct TwoOwners: Error {}

  @Test func `owner's list`() throws {
    try givesBackWhatItTook(OwnerFreeList.self)
    try hasOneOwnerForEachNode(OwnerFreeList.self)
  }

  @Test func `locked stack`() throws {
    try givesBackWhatItTook(LockedStack.self)
    try hasOneOwnerForEachNode(LockedStack.self)
  }

  @Test func `lock-free stack`() throws {
    try givesBackWhatItTook(LockFreeStack.self)
    try hasOneOwnerForEachNode(LockFreeStack.self)
  }

  @Test func `per-thread bags`() throws {
    try givesBackWhatItTook(ThreadBags.self)
    try hasOneOwnerForEachNode(ThreadBags.self)
  }
}
