import TestSupport
import Testing

@testable import Messaging

/// What a pool tells of the buffers that have not come back.
@Suite struct PoolLeaksTests {
  private static let options = PoolOptions.with { $0.recordsPlaces = true }

  @Test func placesAreNamedAndCounted() throws {
    let transport = ScriptedTransport()
    var socket = try transport.socket(.pair)
    var pool = try Pool(transport, options: Self.options)
    var lines: [Int] = []
    var messages: [Kept<ScriptedTransport>] = []
    for _ in 0..<3 {
      messages.append(Kept(try pool.rent(10)))
    }
    lines.append(#line - 2)
    messages.append(Kept(try pool.rent(copying: [1, 2, 3].span.bytes)))
    lines.append(#line - 1)
    messages.append(Kept(try pool.rent(unsafeUninitializedSize: 100) { _ in }))
    lines.append(#line - 1)
    messages.append(Kept(pool.keep(try Message(size: 5))))
    lines.append(#line - 1)
    transport.script.results = [.success(7)]
    messages.append(Kept(try socket.receive(into: &pool)))
    lines.append(#line - 1)
    messages.append(Kept(try pool.rent(1, fileID: "Elsewhere/File.swift", line: 9)))

    var expected = Dictionary(
      uniqueKeysWithValues: zip(lines, [3, 1, 1, 1, 1]).map {
        (PoolLeaks.Place(file: #fileID, line: $0), $1)
      })
    expected[PoolLeaks.Place(file: "Elsewhere/File.swift", line: 9)] = 1
    #expect(pool.leaks == PoolLeaks(count: 8, places: expected))

    // What comes back is no leak, whoever returns it; a buffer that is rented again is one of its new place.
    let worker = try Worker()
    let returned = Box(messages[1...])
    messages = [messages[0]]
    try worker.run { returned.value = [] }
    expected = [PoolLeaks.Place(file: #fileID, line: lines[0]): 1]
    #expect(pool.leaks == PoolLeaks(count: 1, places: expected))
    for _ in 0..<9 { messages.append(Kept(try pool.rent(10))) }
    expected[PoolLeaks.Place(file: #fileID, line: #line - 1)] = 9
    #expect(pool.leaks == PoolLeaks(count: 10, places: expected))
    messages = []
    #expect(pool.leaks.isEmpty)
    pool.trim()
    #expect(pool.close().isEmpty)
  }

  @Test func ordinaryMessagesAreNoLeaks() throws {
    var options = Self.options
    options.maximumCount = 1
    var pool = try Pool(ScriptedTransport(), options: options)
    let messages = try (0..<3).map { _ in try pool.rentKept(10) }
    #expect(pool.leaks.count == 1)
    #expect(messages.count == 3)
  }

  /// What a library has not released yet is out, but nobody's fault.
  @Test func buffersOfALibraryAreNoLeaks() throws {
    let transport = LendingTransport()
    var socket = try transport.socket(.pair)
    var pool = try Pool(transport, options: Self.options)
    transport.script.results = [.failure(ScriptedTransport.Number.broken)]
    #expect(socket.failureToSend(try pool.rent(5_000))?.code == .other)
    let statistics = pool.checkedStatistics()
    #expect(statistics.outstanding == 1)
    #expect(pool.leaks.isEmpty)
    _ = socket.reclaim()
    #expect(pool.checkedStatistics().outstanding == 0)
  }

  @Test func withoutPlacesTheyAreCounted() throws {
    var pool = try Pool(ScriptedTransport())
    let messages = try (0..<3).map { _ in try pool.rentKept(10) }
    #expect(pool.leaks == PoolLeaks(count: 3, places: [:]))
    #expect(messages.count == 3)
  }

  @Test func descriptionNamesTheMostFrequentFirst() {
    func place(_ file: String, _ line: Int) -> PoolLeaks.Place { PoolLeaks.Place(file: file, line: line) }
    #expect(PoolLeaks(count: 0, places: [:]).description == "0 buffers are out")
    #expect(PoolLeaks(count: 1, places: [:]).description == "1 buffer is out")
    let leaks = PoolLeaks(
      count: 7, places: [place("A/B.swift", 12): 2, place("A/C.swift", 3): 3, place("A/A.swift", 7): 2])
    #expect(
      leaks.description == """
        7 buffers are out
          3 rented at A/C.swift:3
          2 rented at A/A.swift:7
          2 rented at A/B.swift:12
        """)
  }
}
