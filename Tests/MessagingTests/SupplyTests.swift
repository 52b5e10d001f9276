import Messaging
import POSIXSupport
import Synchronization
import TestSupport
import Testing

@Suite struct SupplyTests {
  @Test func aCallThatDoesNotReturnIsLeftToItself() {
    let mayReturn = Flag()
    let hasReturned = Flag()
    let isDone = BoundedCall.run(until: .after(.milliseconds(20))) {
      while !mayReturn.isSet {}
      hasReturned.set()
    }
    #expect(!isDone)
    mayReturn.set()
    #expect(eventually { hasReturned.isSet })
  }

  @Test func aCallThatReturnsIsWaitedFor() {
    let hasReturned = Flag()
    #expect(BoundedCall.run(until: soon) { hasReturned.set() })
    #expect(hasReturned.isSet)
  }

  @Test func threadsThatThereAreSuffice() throws {
    try ThreadSupply.require(0)
    try ThreadSupply.require(8)
  }

  @Test func flagsAreUsedAgain() {
    let flags = (0..<3).map { _ in ForkFlag.take() }
    #expect(Set(flags).count == 3)
    flags[1].pointee.store(true, ordering: .releasing)
    for flag in flags { ForkFlag.giveBack(flag) }
    let next = (0..<3).map { _ in ForkFlag.take() }
    defer { for flag in next { ForkFlag.giveBack(flag) } }
    #expect(next.allSatisfy { !$0.pointee.load(ordering: .acquiring) })
  }

  @Test func hostsAreToldFromNames() {
    for host in ["127.0.0.1", "10.0.0.1"] { #expect(HostAddress.family(of: host) == .ipv4) }
    for host in ["::1", "[::1]"] { #expect(HostAddress.family(of: host) == .ipv6) }
    for host in ["localhost", "", "eth0", "1.2.3", "example.org"] {
      #expect(HostAddress.family(of: host) == nil)
    }
  }
}
