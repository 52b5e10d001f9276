import Foundation
import Messaging
import Testing
import NanomsgTransport

@Suite struct DescriptorLimitTests {
  /// nanomsg aborts when it runs out of descriptors half-way, so this runs in a process of its own.
  @Test(.timeLimit(.minutes(15))) func runningOutOfDescriptorsIsAnError() async {
    await #expect(processExitsWith: .success) {
      var refusals = 0
      for limit in (4...40).reversed() {
        var limits = rlimit(rlim_cur: rlim_t(limit), rlim_max: rlim_t(limit))
        #if canImport(Darwin)
          setrlimit(RLIMIT_NOFILE, &limits)
        #else
          setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limits)
        #endif
        do throws(MessagingError) {
          let transport = try Nanomsg()
          var pull = try transport.socket(.pull)
          _ = try pull.bind("inproc://*")
          _ = try transport.socket(.push)
        } catch {
          precondition(error.code == .outOfResources, "\(error)")
          refusals += 1
        }
      }
      precondition(refusals > 0)
    }
  }
}
