extension Report {
  /// The explanations, each with its parts.
  var explanationSections: [Document.Section] { explanations.map(\.section) }
}

extension Explanation {
  /// Where it was measured, in a line.
  var title: String {
    [experiment, place].filter { !$0.isEmpty }.joined(separator: " ") + ": \(armB) against \(armA)"
  }

  /// The transport, the kind of address, the pattern unless it is the usual one, and the size, as far as they are known.
  var place: String {
    let names = [transport, endpoint].filter { ![Arm.noTransport, Endpoint.memory.scheme].contains($0) }
    return (names + [Wiring.remark(on: pattern)].compactMap(\.self) + (size > 0 ? [Figures.size(size)] : []))
      .joined(separator: " ")
  }

  var section: Document.Section {
    Document.Section(
      heading: title,
      lines: [
        "\(launches) launches; ns for each message; alone: in one thread; felt: how much of a difference "
          + "the whole feels"
      ],
      tables: [partTable, sensitivityTable] + [factorialTable].compactMap(\.self), items: [sentence])
  }

  private var partTable: Table {
    var table = Table(columns: [
      .init("part"), .init(armA), .init(armB), .init("differs"), .init("felt"), .init("adds"),
      .init("95 %", dispensability: 0),
    ])
    for stage in stages {
      table.rows.append([
        "\(stage.label)", "\(Figures.short(stage.aloneA))",
        "\(Figures.short(stage.aloneB))",
        "\(Figures.short(stage.aloneB - stage.aloneA))", "\(Figures.short(stage.sensitivity.estimate))",
        "\(Figures.short(stage.contribution.estimate))", "\(Figures.signedRange(stage.contribution))",
      ])
    }
    func add(_ name: String, _ interval: Interval, _ tone: Table.Tone = .plain) {
      table.rows.append(
        [name, "", "", "", "", Figures.short(interval.estimate), Figures.signedRange(interval)].map {
          Table.Cell($0, tone)
        })
    }
    for term in terms { add(term.name, term.contribution) }
    add("sum", sumNanoseconds)
    add("measured", gapNanoseconds)
    add("residual", residual, isExplained ? .good : .bad)
    add("control: \(armA) again", controlNanoseconds, .faint)
    return table
  }

  private var sensitivityTable: Table {
    Table(
      columns: [
        .init("delayed"), .init("more work"), .init("whole takes longer by"), .init("slope (95 %)"),
      ],
      rows: sensitivities.map { sensitivity in
        [
          "\(sensitivity.arm): \(sensitivity.side.rawValue)",
          "\(sensitivity.work.map(Figures.short).joined(separator: " "))",
          "\(sensitivity.responses.map { Figures.short($0.estimate) }.joined(separator: " "))",
          "\(Figures.short(sensitivity.slope.estimate)) (\(Figures.signedRange(sensitivity.slope)))",
        ]
      })
  }

  private var factorialTable: Table? {
    factorial.map { factorial in
      Table(
        columns: [.init("pool and path"), .init("adds"), .init("95 %")],
        rows: [
          ("renting", factorial.pool), (factorial.path, factorial.otherPath),
          ("\(factorial.path) into rented memory, beyond both", factorial.interaction),
        ].map { name, interval in
          ["\(name)", "\(Figures.short(interval.estimate))", "\(Figures.signedRange(interval))"]
        })
    }
  }
}
