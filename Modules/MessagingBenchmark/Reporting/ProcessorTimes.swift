import Foundation

/// How long all processors worked, and how long they were kept from it, since the system started.
struct ProcessorTimes: Hashable {
  /// In the system's ticks.
  var busy: Int
  /// The time for which a hypervisor gave the processors to others although there was work, in ticks.
  var stolen: Int

  /// What there is now; `nil` where the system does not tell.
  static var now: ProcessorTimes? {
    (try? String(contentsOfFile: "/proc/stat", encoding: .utf8)).flatMap { ProcessorTimes(procStat: $0) }
  }

  /// - Parameter text: What `/proc/stat` holds: see proc_stat(5).
  init?(procStat text: String) {
    guard let line = text.split(separator: "\n").first, line.hasPrefix("cpu ") else { return nil }
    // user, nice, system, idle, iowait, irq, softirq, steal; what guests take is part of user and nice.
    let ticks = line.split(separator: " ").dropFirst().compactMap { Int($0) }
    guard ticks.count >= 8 else { return nil }
    busy = ticks[0] + ticks[1] + ticks[2] + ticks[5] + ticks[6]
    stolen = ticks[7]
  }

  /// Of the time for which processors were wanted since then, the share that was stolen.
  func stealShare(since start: ProcessorTimes) -> Double? {
    let (worked, stolen) = (busy - start.busy, stolen - start.stolen)
    // Some hypervisors let the counters go back.
    guard worked >= 0, stolen >= 0, worked + stolen > 0 else { return nil }
    return Double(stolen) / Double(worked + stolen)
  }
}
