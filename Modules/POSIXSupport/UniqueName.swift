#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Names for addresses whose choice was left to the transport.
package enum UniqueName {
  /// A name that no other call returns, in this process or another one.
  package static func make() -> String {
    "messaging-\(getpid())-\(String(UInt64.random(in: .min ... .max), radix: 36))"
  }

  /// The path of a new socket in the folder for temporary files.
  package static func makeSocketPath() -> String {
    let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    return (folder.hasSuffix("/") ? folder : folder + "/") + make()
  }
}
