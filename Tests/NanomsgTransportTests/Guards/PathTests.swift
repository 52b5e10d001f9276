import Foundation
import Messaging
import NanomsgTransport
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(10))) struct PathTests {
  private let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  /// The library would delete a file, and abort for a folder.
  @Test func whatIsNoSocketIsLeftAlone() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: "file").path()
    try Data("precious".utf8).write(to: URL(filePath: file))
    let transport = try Nanomsg()
    var socket = try transport.socket(.pull)
    for path in [file, folder.path()] {
      let error = #expect(throws: MessagingError.self) { try socket.bind("ipc://\(path)") }
      #expect(error?.code == .addressInUse && error?.operation == .bind && error?.endpoint == "ipc://\(path)")
    }
    #expect(try String(contentsOfFile: file, encoding: .utf8) == "precious")
  }

  @Test func whatWasLeftBehindIsTakenOver() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appending(path: "s").path()
    try LocalPeer.leaveBehind(at: path)
    let transport = try Nanomsg()
    var socket = try transport.socket(.pull)
    #expect(try socket.bind("ipc://\(path)") == "ipc://\(path)")
  }

  #if canImport(Glibc)
    /// As for a program that binds as the superuser and goes on as somebody else.
    @Test func aPathThatCannotBeRemovedEndsNothing() async {
      await #expect(processExitsWith: .success) {
        guard geteuid() == 0 else { return }
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        chmod(folder.path(), 0o755)
        let endpoint = "ipc://\(folder.path())/s"
        var socket = try Nanomsg().socket(.pull)
        try socket.bind(endpoint)
        precondition(setuid(65_534) == 0)
        let error = complaint { () throws(MessagingError) in try socket.unbind(endpoint) }
        precondition(error.code == .permissionDenied && error.operation == .unbind, "\(error)")
        socket.close()
      }
    }

    /// Such a path that was left behind, which the library would abort for.
    @Test func aPathThatCannotBeTakenOverIsAnError() async {
      await #expect(processExitsWith: .success) {
        guard geteuid() == 0 else { return }
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        chmod(folder.path(), 0o755)
        let path = "\(folder.path())/s"
        try LocalPeer.leaveBehind(at: path)
        chmod(path, 0o777)
        precondition(setuid(65_534) == 0)
        var socket = try Nanomsg().socket(.pull)
        let error = complaint { () throws(MessagingError) in try socket.bind("ipc://\(path)") }
        precondition(error.code == .permissionDenied && error.operation == .bind, "\(error)")
      }
    }
  #endif
}
