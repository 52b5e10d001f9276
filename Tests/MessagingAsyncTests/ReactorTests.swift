import Foundation
import InProcessTransport
import Messaging
import TestSupport
import Testing

@testable import MessagingAsync

@Suite(.timeLimit(.minutes(5))) struct ReactorTests {
  @Test func deadlinesComeInOrderWhoeverLeaves() {
    var generator = SeededGenerator(seed: 5)
    var heap = DeadlineHeap()
    let start = ContinuousClock.now
    let waiters = (0..<500).map { _ in
      let waiter = Waiter()
      waiter.deadline = start + .milliseconds(Int.random(in: 0..<300, using: &generator))
      heap.insert(waiter)
      return waiter
    }
    let leaving = waiters.shuffled(using: &generator).prefix(200)
    for waiter in leaving { heap.remove(waiter) }
    heap.remove(leaving.first!)
    var left: [ContinuousClock.Instant] = []
    while let first = heap.first {
      left.append(first.deadline!)
      heap.remove(first)
    }
    #expect(left == left.sorted() && left.count == 300)
    #expect(waiters.allSatisfy { $0.heapIndex == nil })
  }

  @Test func tasksRunOnTheReactorTheyPrefer() async throws {
    let reactor = try Reactor()
    let threads = await withTaskExecutorPreference(reactor) {
      var threads: Set<UInt> = []
      for _ in 0..<100 {
        threads.insert(currentThread())
        await Task.yield()
      }
      return threads
    }
    #expect(threads.count == 1)
    let other = try Reactor()
    let another = await withTaskExecutorPreference(other) { currentThread() }
    #expect(!threads.contains(another))
  }

  #if os(Linux)
    /// In a process of its own, since other tests start threads.
    @Test func aThreadEndsWithItsReactor() async {
      await #expect(processExitsWith: .success) {
        let most = try threadCount() + ProcessInfo.processInfo.activeProcessorCount + 1
        for _ in 0..<50 {
          let reactor = try Reactor()
          let value = await Task(executorPreference: reactor) { 1 }.value
          precondition(value == 1)
        }
        let haveEnded = try eventually { try threadCount() <= most }
        precondition(haveEnded)
      }
    }
  #endif
}

private func currentThread() -> UInt {
  #if canImport(Darwin)
    UInt(bitPattern: pthread_self())
  #else
    UInt(pthread_self())
  #endif
}
