import ArgumentParser
import Foundation

/// Tries inputs on a target in this process, which may not survive it.
struct FuzzWorker: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fuzz-worker", abstract: "Tries inputs on one target.", shouldDisplay: false)

  @Option var target: String
  @Option var seed: UInt64
  @Option var from: Int
  @Option var inputs: Int
  @Option var check: Int
  /// The file that tells which input is being tried.
  @Option var record: String

  func run() throws {
    guard let description = FuzzTargets.named(target) else {
      throw ValidationError("There is no such target.")
    }
    let record = try InputRecord(path: record)
    let target = try description.make()
    do {
      try target.check()
      for number in from..<from + inputs {
        record.note(number)
        var generator = FuzzGenerator(seed: seed, number: number)
        try target.run(&generator)
        if (number + 1).isMultiple(of: check) || number + 1 == from + inputs { try target.check() }
      }
    } catch {
      print("finding: \(error)")
      end(1)
    }
    for remark in target.remarks { print("remark: \(remark)") }
    end(0)
  }

  /// Ends the process without closing anything, which may wait for what strangers left.
  private func end(_ code: Int32) -> Never {
    fflush(nil)
    _exit(code)
  }
}

/// A file with the number of an input, which outlives the process that writes it.
final class InputRecord {
  private let descriptor: Int32

  init(path: String) throws {
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw Finding("\(path): \(String(cString: strerror(errno)))") }
  }

  deinit { close(descriptor) }

  func note(_ number: Int) {
    withUnsafeBytes(of: number) { _ = pwrite(descriptor, $0.baseAddress, $0.count, 0) }
  }

  /// The number that was noted last.
  var number: Int? {
    var number = 0
    let size = MemoryLayout<Int>.size
    return pread(descriptor, &number, size, 0) == size ? number : nil
  }
}
