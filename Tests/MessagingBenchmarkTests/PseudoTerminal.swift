import Foundation

/// A terminal that is no device.
final class PseudoTerminal {
  /// What a process writes to. Whoever gives it to a process closes it here afterwards.
  let terminal: FileHandle
  private let controller: FileHandle

  init(columns: UInt16 = 80) throws {
    var (controller, terminal): (Int32, Int32) = (-1, -1)
    var size = winsize(ws_row: 25, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    guard openpty(&controller, &terminal, nil, nil, &size) == 0 else {
      throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO)
    }
    for descriptor in [controller, terminal] { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
    self.controller = FileHandle(fileDescriptor: controller, closeOnDealloc: true)
    self.terminal = FileHandle(fileDescriptor: terminal, closeOnDealloc: true)
  }

  /// What was written, until it holds a text, or until nobody has the terminal any more.
  func read(until text: String? = nil) -> String {
    var written = Data()
    var buffer = [UInt8](repeating: 0, count: 4_096)
    while true {
      // The end is an error on Linux.
      let count = Foundation.read(controller.fileDescriptor, &buffer, buffer.count)
      if count <= 0 { break }
      written += buffer.prefix(count)
      if let text, String(decoding: written, as: UTF8.self).contains(text) { break }
    }
    return String(decoding: written, as: UTF8.self)
  }
}
