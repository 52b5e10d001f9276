import Foundation
import Messaging
import TestSupport
import Testing

extension Faults {
  /// A copy of the process ends, in which the libraries' threads are not. The process itself goes on.
  @Suite struct ForkTests {
    enum Ending: String, CaseIterable, Codable {
      /// `_exit`: nothing is run.
      case immediately
      /// `exit`: the libraries clean up.
      case properly
      /// A socket is closed first. nanomsg cannot: see the documentation of `Nanomsg`.
      case closing
    }

    @Test(arguments: Subject.all.indices, Ending.allCases)
    func theParentIsUnaffected(_ index: Int, _ ending: Ending) async {
      await #expect(processExitsWith: .success) { [index, ending] in
        tellingFailure {
          let subject = Subject.all[index]
          try ForkTests.fork(on: subject.make(), at: subject.address, ending)
        }
      }
    }

    private static func fork<T: ExposedTransport>(on transport: T, at address: String, _ ending: Ending)
      throws
    {
      var pull = try transport.socket(.pull)
      var push = try transport.socket(.push)
      try push.connect(try pull.bind(address))
      let traffic = try Traffic(from: push, to: pull)
      for _ in 0..<Faults.choose(thorough: 20, brief: 2) {
        try traffic.await(20)
        // Of another socket that the copies have as well.
        let socket = Box<Socket<T>?>(try transport.socket(.pull))
        let status = try Fork.run {
          switch ending {
          case .immediately: return
          case .properly: exit(0)
          case .closing: socket.value = nil
          }
        }
        if ending == .immediately { try check(status == 0) }
        try traffic.await(20)
      }
      try check(traffic.finish().isComplete)
    }
  }
}
