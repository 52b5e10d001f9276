import Foundation

/// What this process has of the system.
enum ProcessState {
  /// How many descriptors are open.
  static var descriptors: Int {
    get throws { try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count }
  }

  /// How many bytes are in memory.
  static var residentBytes: Int {
    get throws {
      let pages = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8).split(separator: " ")
      return Int(pages[1])! * Int(sysconf(Int32(_SC_PAGESIZE)))
    }
  }
}
