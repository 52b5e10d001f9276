import Foundation
import Messaging
import POSIXSupport
import TestSupport
import Testing
import ZeroMQTransport

@Suite struct PathTests {
  private let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  @Test func whatIsNoSocketIsLeftAlone() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: "file").path()
    try Data("precious".utf8).write(to: URL(filePath: file))
    let link = folder.appending(path: "link").path()
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "/nowhere")
    let transport = try ZeroMQ()
    var socket = try transport.socket(.pull)
    for path in [file, link, folder.path()] {
      let error = #expect(throws: MessagingError.self) { try socket.bind("ipc://\(path)") }
      #expect(error?.code == .addressInUse && error?.operation == .bind && error?.endpoint == "ipc://\(path)")
    }
    #expect(try String(contentsOfFile: file, encoding: .utf8) == "precious")
    // The library would delete the file before it finds the path too long.
    let long = folder.appending(path: String(repeating: "x", count: 120)).path()
    try Data().write(to: URL(filePath: long))
    #expect(throws: MessagingError.self) { try socket.bind("ipc://\(long)") }
    #expect(FileManager.default.fileExists(atPath: long))
  }

  @Test func whatWasLeftBehindIsTakenOver() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appending(path: "s").path()
    try LocalPeer.leaveBehind(at: path)
    let transport = try ZeroMQ()
    var socket = try transport.socket(.pull)
    #expect(try socket.bind("ipc://\(path)") == "ipc://\(path)")
  }

  /// Its listener does not accept, so that looking for it must not wait.
  @Test func aListenerWithoutRoomIsThere() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appending(path: "s").path()
    let listener = try LocalPeer()
    try listener.listen(at: path, backlog: 0)
    let peer = try LocalPeer()
    try peer.connect(to: path)
    let transport = try ZeroMQ()
    var socket = try transport.socket(.pull)
    let error = #expect(throws: MessagingError.self) { try socket.bind("ipc://\(path)") }
    #expect(error?.code == .addressInUse)
  }

  /// Several that look at the same time what was left behind must not take the path from one another.
  @Test func oneOfManyWins() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appending(path: "s").path()
    for _ in 0..<20 {
      try? FileManager.default.removeItem(atPath: path)
      try LocalPeer.leaveBehind(at: path)
      let threads = try (0..<4).map { _ in
        Handle(
          try JoinableThread {
            let socket = Box(try ZeroMQ().socket(.pull))
            return (try? socket.value.bind("ipc://\(path)")) == nil ? nil : socket
          })
      }
      let bound = try threads.compactMap { try $0.join() }
      #expect(bound.count == 1)
    }
  }
}
