import Foundation
import Testing

@testable import MessagingBenchmark
@testable import msgbench

@Suite struct FormatTests {
  private let report = Report.sample()

  /// The lines from one that starts so to the next empty one.
  private func section(_ start: String, of text: String) -> String {
    text.components(separatedBy: "\n").drop { !$0.hasPrefix(start) }.prefix { !$0.isEmpty }
      .joined(separator: "\n")
  }

  @Test func tablesAreAligned() {
    let table = report.table()
    #expect(
      section("throughput", of: table) == """
        throughput zmq inproc push-pull 64 B
         10 processes, 200 rounds of 5000 messages
         arm                    ns/msg msg/s cpu slp/k alloc        ratio (95 %) verdict
         copy+buffer               250 4.00M 500  0.50  2.00                   1
         message+reused            300 3.33M 600  0.50  2.00 1.200 (1.143-1.260)  slower
         a very long way to say pooled
                                   125 8.00M 250  0.50  2.00 0.500 (0.490-0.510)  faster
         message+message           251 3.98M 502  0.50     - 1.004 (0.994-1.014)    same
         control                                             1.001 (0.991-1.011)
        """)
    #expect(
      section(" half", of: table) == """
         half round trip, us  p50  p90  p99 p99.9  max
         zmq                 8.00 9.10 15.2   175 2548
         inprocess           1.60 2.16 27.6  41.5  238
        """)
    for line in table.split(separator: "\n") { #expect(line.count <= 80 && !line.hasSuffix(" ")) }
  }

  @Test func whatTheReportSaysIsInTheTable() {
    var report = report
    report.environment.commit = "0123abc"
    report.environment.stealShare = 0.015
    report.environment.isVirtualMachine = true
    report.warnings = ["This is dubious."]
    let table = report.table()
    #expect(table.contains("Swift 6.2, commit 0123abc\nload 0.50 0.25 0, steal 1.50 %, seed 7\n"))
    #expect(table.contains("A Processor, 8 cores, virtual machine\n"))
    #expect(table.hasSuffix("\n\nWarnings\n  This is dubious.\n"))
    #expect(report.markdown().hasSuffix("\n## Warnings\n\n- This is dubious.\n"))
    #expect(table.contains("  inprocess has no tcp; it has inproc\n"))
    #expect(!report.table(showing: .summary).contains("copy+buffer  "))
    #expect(report.table(showing: .summary).contains(" 64 B 8000      1600 0.200 (0.154-0.260)\n"))
  }

  @Test(arguments: [40, 50, 64, 72, 79])
  func narrowTablesFit(width: Int) {
    let table = report.table(TextLayout(width: width, isColored: false))
    for line in table.split(separator: "\n") where !line.hasPrefix(" half") && !line.contains("2548") {
      #expect(line.count <= width, "\(line)")
    }
    // What is compared stays, however little room there is.
    #expect(table.contains("0.500 (0.490-0.510)  faster"))
    #expect(table.contains("8.00M") == (width > 60))
  }

  @Test func colorsMarkVerdictsOnly() {
    let plain = report.table()
    let colored = report.table(TextLayout(width: 80, isColored: true))
    #expect(colored.contains(" \u{1B}[31mslower\u{1B}[0m\n"))
    #expect(colored.contains(" \u{1B}[32mfaster\u{1B}[0m\n"))
    #expect(colored.contains("\n \u{1B}[2mcontrol\u{1B}[0m"))
    #expect(colored.replacing(/\u{1B}\[[0-9]+m/, with: "") == plain)
  }

  @Test(
    arguments: [
      (nil, ["TERM": "xterm"], 80, false), (120, ["TERM": "xterm"], 80, true),
      (60, ["TERM": "xterm"], 60, true),
      (10, ["TERM": "xterm"], 40, true), (0, ["TERM": "xterm"], 80, true), (120, [:], 80, false),
      (120, ["TERM": "dumb"], 80, false), (120, ["TERM": "xterm", "NO_COLOR": "1"], 80, false),
      (120, ["TERM": "xterm", "NO_COLOR": ""], 80, true),
    ] as [(Int?, [String: String], Int, Bool)])
  func terminalsDecideTheLayout(
    terminalWidth: Int?, environment: [String: String], width: Int, isColored: Bool
  ) {
    let layout = TextLayout(terminalWidth: terminalWidth, environment: environment)
    #expect(layout == TextLayout(width: width, isColored: isColored))
  }

  @Test func markdownIsWhatGitHubRenders() {
    var report = report
    report.results[0].subject = "a|b *c*"
    let markdown = report.markdown()
    #expect(
      markdown.hasPrefix(
        """
        # msgbench

        - A Processor, 8 cores
        - Linux 6.1 x86\\_64, Debian 12
        - libzmq 4.3.4
        - Swift 6.2
        - load 0.50 0.25 0, seed 7

        """))
    #expect(
      markdown.contains(
        """

        ## throughput zmq inproc push-pull 64 B a\\|b \\*c\\*

        10 processes, 200 rounds of 5000 messages

        | arm | ns/msg | msg/s | cpu | slp/k | alloc | ratio (95 %) | verdict |
        | :-- | --: | --: | --: | --: | --: | --: | --: |
        | copy+buffer | 250 | 4.00M | 500 | 0.50 | 2.00 | 1 |  |
        | message+reused | 300 | 3.33M | 600 | 0.50 | 2.00 | 1.200 (1.143-1.260) | slower |
        | a very long way to say pooled | 125 | 8.00M | 250 | 0.50 | 2.00 | 0.500 (0.490-0.510) | faster |
        | message+message | 251 | 3.98M | 502 | 0.50 | - | 1.004 (0.994-1.014) | same |
        | control |  |  |  |  |  | 1.001 (0.991-1.011) |  |

        """))
    #expect(
      markdown.contains(
        "\n## In words, with 95 % confidence\n\n- message+reused is 20.0 % (14.3-26.0) slower than copy+buffer"
      ))
    #expect(markdown.hasSuffix("- inprocess has no tcp; it has inproc\n"))
  }

  @Test func csvCanBeReadBack() throws {
    var report = report
    report.results[0].subject = "\"all\", kept\r\nor not"
    let records = CSVRecords(report.csv())
    let header = records[0]
    #expect(
      header.joined(separator: ",") == """
        experiment,subject,transport,endpoint,pattern,size_bytes,launches,rounds,messages_per_round,arm,\
        arm_transport,time_ns_per_message,time_ns_per_message_low,time_ns_per_message_high,messages_per_second,\
        offered_messages_per_second,\
        cpu_ns_per_message,voluntary_switches_per_1000_messages,allocations_per_message,\
        retained_bytes_per_message,allocated_bytes_per_socket,resident_bytes_per_socket,injected_percent,\
        p50_ns,p90_ns,p99_ns,p99_9_ns,max_ns,baseline,time_ratio,time_ratio_low,time_ratio_high,control_ratio,\
        control_ratio_low,control_ratio_high,verdict,resolving_seconds,growth_exponent,growth_exponent_low,\
        growth_exponent_high,ratio_change,ratio_change_low,ratio_change_high,ratio_change_verdict,time_change,\
        time_change_low,time_change_high,time_change_verdict
        """)
    let rows = records.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(header, $0)) }
    #expect(records.allSatisfy { $0.count == header.count })
    #expect(rows.map { $0["arm"] } == report.results.flatMap(\.arms).map(\.name))
    #expect(rows[1]["subject"] == report.results[0].subject)
    #expect(rows[1]["time_ratio_low"].flatMap(Double.init) == report.results[0].comparisons[0].ratio.low)
    #expect(rows[1]["verdict"] == "slower" && rows[1]["baseline"] == "copy+buffer")
    #expect(rows[0]["verdict"] == "" && rows[0]["time_ratio"] == "" && rows[0]["p99_9_ns"] == "")
    #expect(rows[3]["allocations_per_message"] == "")
    #expect(rows[4]["transport"] == "zmq,inprocess" && rows[4]["p99_9_ns"] == "175000.0")
    #expect(rows[5]["arm_transport"] == "inprocess" && rows[5]["size_bytes"] == "64")
  }

  @Test func libzmqReadsItsCSV() {
    var report = Report.sample(experiments: [.throughput])
    report.results[0].arms.removeLast(3)
    var larger = report.results[0]
    larger.size = 1_024
    report.results.insert(larger, at: 0)
    #expect(
      report.libzmqCSV() == """
        # message_size,message_count,PPS[msg/s],throughput[Mb/s]
        64,5000,4000000,2048.000
        1024,5000,4000000,32768.000

        """)
    #expect(
      Report.sample(experiments: [.latency]).libzmqCSV() == """
        # latency zmq,inprocess inproc pair zmq
        # message_size,message_count,latency[us]
        64,5000,8.000
        # latency zmq,inprocess inproc pair inprocess
        # message_size,message_count,latency[us]
        64,5000,1.600

        """)
    func problem(_ experiments: [Experiment], rate: Int? = nil) -> String? {
      var configuration = Report.sample(experiments: experiments).configuration
      configuration.rate = rate
      return Report.problemWithLibzmqCSV(of: configuration)
    }
    #expect(problem([.throughput]) == nil && problem([.latency]) == nil)
    for others in [[.throughput, .latency], [.retention], []] as [[Experiment]] {
      #expect(problem(others)?.contains("either throughput or latency") == true)
    }
    #expect(problem([.latency], rate: 1_000)?.contains("not at a rate") == true)
  }
}

/// The records of a text as RFC 4180 tells to read them.
private func CSVRecords(_ text: String) -> [[String]] {
  var records: [[String]] = []
  var (record, field) = ([String](), "")
  var (isQuoted, wasQuote) = (false, false)
  for scalar in text.unicodeScalars {
    if isQuoted, scalar != "\"" {
      field.unicodeScalars.append(scalar)
    } else if scalar == "\"" {
      // Within quotes, two of them are one.
      if wasQuote { field += "\"" }
      wasQuote = isQuoted
      isQuoted.toggle()
      continue
    } else if scalar == "," || scalar == "\n" {
      record.append(field)
      field = ""
      if scalar == "\n" {
        records.append(record)
        record = []
      }
    } else {
      field.unicodeScalars.append(scalar)
    }
    wasQuote = false
  }
  return records
}
