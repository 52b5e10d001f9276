import CBenchmarkSupport
import Messaging

/// Opens arms that take nodes from a free list and give them back: what a pool's structure costs by itself.
struct FreeListRig<List: FreeList>: Rig {
  func open(
    front: Role, back: Role?, wiring: Wiring, sizes: (front: Int, back: Int), address: String
  ) throws -> (front: any End, back: (any End)?) {
    let nodes = try Nodes<List>()
    func end(_ role: Role) -> any End { FreeListEnd(nodes, loop: Nodes<List>.loops[role.job]!) }
    return (end(front), back.map(end))
  }
}

extension Job {
  /// Takes a node and gives it back.
  static let takeAndGive = Job("take and give", method: "take and give")
  /// Takes nodes for another thread.
  static let takeNodes = Job("take nodes", method: "take")
  /// Gives nodes back that another thread took.
  static let giveNodes = Job("give nodes", method: "give")
}

/// A list with nodes in it, and the belt on which they go to the other thread.
private final class Nodes<List: FreeList>: @unchecked Sendable {
  let list: List
  let belt = Belt<UnsafeMutableRawPointer>()
  private let memory: UnsafeMutableRawPointer

  /// More than the belt holds, so that who takes nodes waits for nothing but the belt.
  private static var count: Int { 2_048 }
  private static var stride: Int { 128 }

  init() throws {
    guard let list = List(capacity: Self.count) else {
      throw TransportFailure(.outOfResources, "no memory for a free list")
    }
    self.list = list
    memory = .allocate(byteCount: Self.count * Self.stride, alignment: Self.stride)
    for index in 0..<Self.count { list.push(memory + index * Self.stride) }
  }

  deinit {
    list.destroy()
    memory.deallocate()
  }

  typealias Loop = @Sendable (Nodes, Range<UInt64>) throws -> Void

  static var loops: [Job: Loop] {
    [.takeAndGive: takeAndGive, .takeNodes: takeNodes, .giveNodes: giveNodes]
  }

  @Sendable
  private static func takeAndGive(_ nodes: Nodes, _ numbers: Range<UInt64>) {
    let list = nodes.list
    for _ in numbers {
      guard let node = list.pop() else { preconditionFailure("the list has nodes") }
      benchmark_use(node)
      list.push(node)
    }
  }

  @Sendable
  private static func takeNodes(_ nodes: Nodes, _ numbers: Range<UInt64>) throws {
    let list = nodes.list
    var writer = Belt.Writer(nodes.belt)
    defer { writer.tell() }
    for _ in numbers {
      var node = list.pop()
      while node == nil {
        // The other thread has it, and may be waiting for what this one has not told it of yet.
        writer.tell()
        node = list.pop()
      }
      try writer.put(node!)
    }
  }

  @Sendable
  private static func giveNodes(_ nodes: Nodes, _ numbers: Range<UInt64>) throws {
    let list = nodes.list
    var reader = Belt.Reader(nodes.belt)
    defer { reader.tell() }
    for _ in numbers { list.push(try reader.take()) }
  }
}

private final class FreeListEnd<List: FreeList>: End, @unchecked Sendable {
  private let nodes: Nodes<List>
  private let loop: Nodes<List>.Loop

  let workspace = Workspace(size: 0, isTimed: false)

  init(_ nodes: Nodes<List>, loop: @escaping Nodes<List>.Loop) {
    self.nodes = nodes
    self.loop = loop
  }

  func move(_ numbers: Range<UInt64>) throws { try loop(nodes, numbers) }

  func interrupt() { nodes.belt.stop() }
}
