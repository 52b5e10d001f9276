/// The machine and the libraries that a result was measured on.
///
/// What is optional is `nil` where the system does not tell.
public struct Environment: Codable, Sendable {
  /// The processor's model.
  public var processor: String
  /// The number of processors in use.
  public var cores: Int
  /// Of all processors, separated by commas where they differ.
  public var frequencyGovernor: String?
  /// Whether a hypervisor is underneath.
  public var isVirtualMachine: Bool?
  /// Whether it is a container of Docker's or Podman's.
  public var isContainer: Bool?
  /// The kernel's name and release, and the architecture.
  public var kernel: String
  /// The operating system's name and version.
  public var operatingSystem: String
  /// The version of the compiler, major and minor.
  public var swift: String
  /// Whether `msgbench` was compiled without optimization, so that the figures mean nothing.
  public var isDebugBuild: Bool
  /// The commit that `msgbench` was built from, with `-dirty` after it where sources differ from it.
  public var commit: String?
  /// The libraries' names and versions, by transport.
  public var libraries: [String: String]
  /// The load over one, five and fifteen minutes, when the run began.
  public var loadAverage: [Double]
  /// Of the time for which processors were wanted during the run, the share for which the hypervisor gave
  /// them to others.
  public var stealShare: Double?
}
