import Foundation
import Messaging
import TestSupport
import Testing
import ZeroMQTransport

/// Addresses of `pgm` and `epgm`, where the library has them.
@Suite(.enabled(if: ZeroMQ.has(.multicast))) struct MulticastTests {
  /// `libpgm` writes beyond its buffers for some of these.
  @Test(arguments: [
    "pgm://" + String(repeating: ":1", count: 100), "epgm://eth0;239.1.1.1", "epgm://;239.1.1.1:1",
    "epgm://eth0;a;b:1",
    "epgm://eth0;239.1.1.1:0", "epgm://eth0;239.1.1.1:65536",
    "epgm://" + String(repeating: "a", count: 127) + ":1",
  ])
  func malformedAddressesAreRefused(_ address: String) throws {
    var publish = try ZeroMQ().socket(.publish)
    for error in [
      complaint { () throws(MessagingError) in try publish.connect(address) },
      complaint { () throws(MessagingError) in try publish.bind(address) },
    ] {
      #expect(error.code == .invalidAddress, "\(error)")
    }
  }

  /// The library asserts that there are.
  @Test(.enabled(if: geteuid() == 0, "gives up the right to raw sockets"))
  func withoutRawSocketsThereIsNoMulticastOverIP() async {
    await #expect(processExitsWith: .success) {
      precondition(setuid(65_534) == 0)
      var publish = try ZeroMQ().socket(.publish)
      let error = complaint { () throws(MessagingError) in try publish.connect("pgm://eth0;239.192.1.1:5555")
      }
      precondition(error.code == .permissionDenied, "\(error)")
    }
  }
}
