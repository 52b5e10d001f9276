import TestSupport
import Testing

@testable import Messaging

/// The free list by itself: every node that goes in comes out once.
@Suite struct FreeListTests {
  @Test(arguments: [1, 2, 3, 8, 100]) func nodesComeOutOnce(_ capacity: Int) throws {
    try expectEachOnce(OwnerFreeList.self, capacity: capacity)
  }

  private func expectEachOnce<List: FreeList>(_ type: List.Type, capacity: Int) throws {
    let worker = try Worker()
    let list = try #require(List(capacity: capacity))
    defer { list.destroy() }
    let nodes = (0..<capacity).map { _ in
      Box(UnsafeMutableRawPointer.allocate(byteCount: 64, alignment: 64))
    }
    defer { for node in nodes { node.value.deallocate() } }
    #expect(list.pop() == nil)
    // Around the ring several times, with some from here and some from there.
    for round in 0..<20 {
      let split = round % 3 == 0 ? 0 : (round * 7) % (capacity + 1)
      for node in nodes[..<split] { list.push(node.value) }
      try worker.run { for node in nodes[split...] { list.push(node.value) } }
      let popped = nodes.map { _ in list.pop() }
      #expect(Set(popped) == Set(nodes.map(\.value)))
      #expect(list.pop() == nil)
    }
  }

  /// The node that was returned last is likely to be in the cache.
  @Test func theLastOneInIsTheFirstOneOut() throws {
    try #require(MemoryBarrier.isAsymmetric)
    let list = try #require(OwnerFreeList(capacity: 2))
    defer { list.destroy() }
    let nodes = (0..<2).map { _ in UnsafeMutableRawPointer.allocate(byteCount: 64, alignment: 64) }
    defer { for node in nodes { node.deallocate() } }
    for _ in 0..<3 {
      list.push(nodes[0])
      #expect(list.pop() == nodes[0])
    }
    for node in nodes { list.push(node) }
    #expect(Set([list.pop(), list.pop()]) == Set(nodes))
    #expect(list.pop() == nil)
  }
}
