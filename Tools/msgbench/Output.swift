import ArgumentParser
import Foundation
import MessagingBenchmark

/// Where results go. That they can be written is found out before there are any.
///
/// A file is replaced as a whole, once everything is in a temporary file beside it: what fails leaves the old
/// one as it was.
struct Output: Sendable {
  /// What can be shown there.
  let layout: TextLayout

  /// As people know it.
  private let name: String
  private let descriptor: Int32
  private let replacement: Replacement?

  /// A temporary file that takes another one's place.
  private struct Replacement: Sendable {
    let temporaryPath: String
    let path: String
  }

  /// Opens what results go to.
  ///
  /// - Parameters:
  ///   - path: A file, which is created or replaced; or a device or a pipe, which is written to. `nil` for
  ///     standard output.
  ///   - option: What names it, in messages.
  init(_ path: String?, option: String = "--output") throws {
    // Opened by its name, a file that standard output goes to would be replaced or written from its start.
    if let path, path != "/dev/stdout" {
      name = path
      (descriptor, replacement) = try Self.open(path, option)
    } else {
      name = "standard output"
      (descriptor, replacement) = (STDOUT_FILENO, nil)
      let flags = fcntl(descriptor, F_GETFL)
      guard flags >= 0, flags & O_ACCMODE != O_RDONLY else {
        throw Failure("cannot write to \(name), which is closed; --output names a file", .badOutput)
      }
    }
    layout = TextLayout(
      terminalWidth: Terminal.width(of: descriptor), environment: ProcessInfo.processInfo.environment)
  }

  /// Writes all there is. Called once.
  func write(_ data: Data) throws {
    guard Self.write(data, to: descriptor), finish(count: data.count) else {
      let error = Self.lastError
      discard()
      throw Failure("cannot write to \(name): \(error)", .badOutput)
    }
  }

  /// Leaves everything as it was, if nothing was written yet. May be called from any thread, at any time.
  func discard() {
    // Once it has taken the other one's place, there is no such file.
    if let replacement { unlink(replacement.temporaryPath) }
  }

  private func finish(count: Int) -> Bool {
    guard let replacement else { return true }
    // What is not on the disk yet can still fail, and must not take the old file's place.
    return ftruncate(descriptor, off_t(count)) == 0 && fsync(descriptor) == 0
      && rename(replacement.temporaryPath, replacement.path) == 0
  }

  private static func write(_ data: Data, to descriptor: Int32) -> Bool {
    data.withUnsafeBytes { bytes in
      var rest = bytes[...]
      while !rest.isEmpty {
        let count = Foundation.write(
          descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
        if count >= 0 {
          rest = rest.dropFirst(count)
        } else if errno != EINTR {
          return false
        }
      }
      return true
    }
  }

  private static var lastError: String { String(cString: strerror(errno)) }
}

extension Output {
  private static func open(_ path: String, _ option: String) throws -> (Int32, Replacement?) {
    func refusal(_ reason: String) -> ValidationError {
      ValidationError(
        "cannot write to \(path): \(reason); \(option) is a file in a folder that can be written to")
    }
    var status = stat()
    let exists = stat(path, &status) == 0
    switch status.st_mode & S_IFMT {
    case _ where !exists:
      guard errno == ENOENT else { throw refusal(lastError) }
      guard !path.isEmpty, !path.hasSuffix("/") else { throw refusal("it names no file") }
      return try replace(path, named: path, permissions: nil, refusal: refusal)
    case S_IFREG:
      // Links stay, and what they lead to is replaced.
      guard access(path, W_OK) == 0, let file = realpath(path, nil) else { throw refusal(lastError) }
      defer { free(file) }
      return try replace(
        String(cString: file), named: path, permissions: status.st_mode & 0o7777, refusal: refusal)
    case S_IFDIR: throw refusal("it is a folder")
    default:
      let descriptor = Foundation.open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY)
      guard descriptor >= 0 else { throw refusal(lastError) }
      return (descriptor, nil)
    }
  }

  private static func replace(
    _ path: String, named name: String, permissions: mode_t?, refusal: (String) -> ValidationError
  ) throws -> (Int32, Replacement?) {
    let folder = path.lastIndex(of: "/").map { path[...$0] } ?? "./"
    let output = Replacement(temporaryPath: "\(folder).msgbench-\(UUID().uuidString)", path: path)
    let descriptor = Foundation.open(output.temporaryPath, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw refusal(lastError) }
    if let permissions { fchmod(descriptor, permissions) }
    #if canImport(Glibc) || canImport(Musl)
      let error = posix_fallocate(descriptor, 0, reservedBytes)
      // File systems that cannot reserve say so by other errors.
      if [ENOSPC, EDQUOT, EFBIG].contains(error) {
        unlink(output.temporaryPath)
        throw Failure("cannot write to \(name): \(String(cString: strerror(error)))", .badOutput)
      }
    #endif
    return (descriptor, output)
  }

  /// More than a report takes.
  private static let reservedBytes: off_t = 1 << 20
}
