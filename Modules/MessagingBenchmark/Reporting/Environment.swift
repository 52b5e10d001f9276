import Foundation

/// The machine and the libraries that a result was measured on.
public struct Environment: Codable, Sendable {
  /// The processor's model.
  public var processor: String
  /// The number of processors in use.
  public var cores: Int
  /// The kernel's name and release, and the architecture.
  public var kernel: String
  /// The operating system's name and version.
  public var operatingSystem: String
  /// The version of the compiler, major and minor.
  public var swift: String
  /// Whether `msgbench` was compiled without optimization, so that the figures mean nothing.
  public var isDebugBuild: Bool
  /// The libraries' names and versions, by transport.
  public var libraries: [String: String]
  /// The load over one, five and fifteen minutes, when the run began.
  public var loadAverage: [Double]

  init(transports: [BenchmarkedTransport]) {
    let information = ProcessInfo.processInfo
    processor = Self.processorModel ?? "unknown"
    cores = information.activeProcessorCount
    kernel = Self.kernelRelease
    operatingSystem = Self.distribution ?? information.operatingSystemVersionString
    swift = Self.swiftVersion
    isDebugBuild = Self.isDebugBuild
    libraries = Dictionary(
      uniqueKeysWithValues: transports.compactMap { transport in
        transport.libraryVersion.map { (transport.name, $0) }
      })
    var loads = [Double](repeating: 0, count: 3)
    let count = getloadavg(&loads, 3)
    loadAverage = Array(loads.prefix(Int(max(0, count))))
  }

  private static var processorModel: String? {
    #if canImport(Darwin)
      var text = [CChar](repeating: 0, count: 256)
      var size = text.count
      guard sysctlbyname("machdep.cpu.brand_string", &text, &size, nil, 0) == 0 else { return nil }
      return String(cString: text)
    #else
      return value(of: "model name", separator: ":", in: "/proc/cpuinfo")
    #endif
  }

  private static var distribution: String? {
    value(of: "PRETTY_NAME", separator: "=", in: "/etc/os-release")?
      .trimmingCharacters(in: CharacterSet(charactersIn: "\""))
  }

  private static var kernelRelease: String {
    var names = utsname()
    guard uname(&names) == 0 else { return "unknown" }
    func text<Field>(_ field: Field) -> String {
      withUnsafeBytes(of: field) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
    }
    return "\(text(names.sysname)) \(text(names.release)) \(text(names.machine))"
  }

  /// The value of a key's first line in a file of keys and values.
  private static func value(of key: String, separator: Character, in path: String) -> String? {
    guard let file = try? String(contentsOfFile: path, encoding: .utf8) else { return nil }
    for line in file.split(separator: "\n") {
      let parts = line.split(separator: separator, maxSplits: 1)
      if parts.count == 2, parts[0].trimmingCharacters(in: .whitespaces) == key {
        return parts[1].trimmingCharacters(in: .whitespaces)
      }
    }
    return nil
  }

  private static var swiftVersion: String {
    #if compiler(>=6.5)
      "6.5 or newer"
    #elseif compiler(>=6.4)
      "6.4"
    #elseif compiler(>=6.3)
      "6.3"
    #else
      "6.2"
    #endif
  }

  private static var isDebugBuild: Bool {
    #if DEBUG
      true
    #else
      false
    #endif
  }
}
