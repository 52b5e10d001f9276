import Foundation

extension Environment {
  /// What there is now.
  init(transports: [BenchmarkedTransport]) {
    let information = ProcessInfo.processInfo
    var loads = [Double](repeating: 0, count: 3)
    let count = getloadavg(&loads, 3)
    self.init(
      processor: Self.processorModel ?? "unknown",
      cores: information.activeProcessorCount,
      frequencyGovernor: Self.frequencyGovernor,
      isVirtualMachine: Self.isVirtualMachine,
      isContainer: Self.isContainer,
      kernel: Self.kernelRelease,
      operatingSystem: Self.distribution ?? information.operatingSystemVersionString,
      swift: Self.swiftVersion,
      isDebugBuild: Self.isDebugBuild,
      commit: Self.commit,
      libraries: Dictionary(
        uniqueKeysWithValues: transports.compactMap { transport in
          transport.libraryVersion.map { (transport.name, $0) }
        }),
      loadAverage: Array(loads.prefix(Int(max(0, count)))))
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

  private static var frequencyGovernor: String? {
    let folder = URL(filePath: "/sys/devices/system/cpu/cpufreq")
    let policies = try? FileManager.default.contentsOfDirectory(atPath: folder.path())
    let governors = (policies ?? []).compactMap { policy in
      try? String(
        contentsOf: folder.appending(components: policy, "scaling_governor"), encoding: .utf8
      ).trimmingCharacters(in: .whitespacesAndNewlines)
    }
    return governors.isEmpty ? nil : Set(governors).sorted().joined(separator: ",")
  }

  private static var isVirtualMachine: Bool? {
    #if canImport(Darwin)
      var isPresent: Int32 = 0
      var size = MemoryLayout.size(ofValue: isPresent)
      guard sysctlbyname("kern.hv_vmm_present", &isPresent, &size, nil, 0) == 0 else { return nil }
      return isPresent != 0
    #else
      // Only some architectures have these flags.
      return value(of: "flags", separator: ":", in: "/proc/cpuinfo")?.split(separator: " ").contains(
        "hypervisor")
    #endif
  }

  private static var isContainer: Bool? {
    // Others leave no such trace.
    ["/.dockerenv", "/run/.containerenv"].contains(where: FileManager.default.fileExists(atPath:))
      ? true : nil
  }

  private static var kernelRelease: String {
    var names = utsname()
    guard uname(&names) == 0 else { return "unknown" }
    func text<Field>(_ field: Field) -> String {
      withUnsafeBytes(of: field) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
    }
    return "\(text(names.sysname)) \(text(names.release)) \(text(names.machine))"
  }

  private static var distribution: String? {
    value(of: "PRETTY_NAME", separator: "=", in: "/etc/os-release")?
      .trimmingCharacters(in: CharacterSet(charactersIn: "\""))
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

  /// Found once: the program stays the same.
  private static let commit = Bundle.main.executablePath.flatMap { SourceCommit.of(program: $0) }

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
}
