import TestSupport
import Testing

extension Faults {
  /// Many connect who want nothing. In processes of their own, whose descriptors are counted.
  @Suite struct PortScanTests {
    @Test(arguments: Subject.all.indices) func junkConnectionsAreForgotten(_ index: Int) async {
      await #expect(processExitsWith: .success) { [index] in
        tellingFailure {
          let subject = Subject.all[index]
          let besieged = try Besieged(on: subject.make(), at: subject.address)
          let before = try ProcessState.descriptors
          for number in 0..<TestRun.choose(thorough: 2_000, brief: 200) {
            let peer = try RawPeer(besieged.endpoint)
            if number % 4 > 1 { peer.send([UInt8](repeating: UInt8(number % 256), count: number % 13)) }
            if number % 2 == 0 { peer.hangUp() } else { peer.abort() }
            if number % 50 == 0 { try besieged.expectService() }
          }
          try check(eventually { try ProcessState.descriptors <= before })
          try besieged.relieve()
        }
      }
    }

    /// They are sent away when the time for a greeting is over.
    @Test(arguments: Subject.all.indices) func silentConnectionsAreClosed(_ index: Int) async {
      await #expect(processExitsWith: .success) { [index] in
        tellingFailure {
          let subject = Subject.all[index]
          let besieged = try Besieged(on: subject.make(), at: subject.address)
          let before = try ProcessState.descriptors
          let peers = try (0..<TestRun.choose(thorough: 200, brief: 20)).map { _ in
            try RawPeer(besieged.endpoint)
          }
          for peer in peers {
            try check(peer.isHungUp)
            peer.hangUp()
          }
          try check(eventually { try ProcessState.descriptors <= before })
          try besieged.relieve()
        }
      }
    }
  }
}
