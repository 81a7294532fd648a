import Foundation
import TestSupport
import Testing

/// `tangent replay`, and the question before a file is written over, in the real program.
@Suite struct ReplayTests {
  private func replay(
    _ text: String, _ arguments: String..., check: (TangentProcess.Result, URL) throws -> Void
  ) throws {
    try Fixtures.withTemporaryFolder { folder in
      let file = folder.appendingPathComponent("s.ntk")
      try text.write(to: file, atomically: true, encoding: .utf8)
      try check(try TangentProcess.run(["replay", "s.ntk"] + arguments, in: folder), file)
    }
  }

  @Test func agreementEndsWithZero() throws {
    try replay("1/3\n#= 0.3333333\n") { result, _ in
      #expect(result.status == 0 && result.output == "1 of 1 result agree\n")
    }
  }

  /// Every difference, with both values and the statement, and the replay goes on behind it.
  @Test func differencesEndWithFour() throws {
    let text = "1/3\n#= 0.34\nnothing\n#= 1\n[1, 2]\n#= 2 numbers: 1 3\n2\n#= 2\n"
    try replay(text) { result, _ in
      #expect(result.status == 4)
      #expect(
        result.output == """
          1 of 4 results agree
          s.ntk:1: 1 / 3
            recorded: 0.34
            now:      0.3333333
          s.ntk:3: nothing
            fails: there is no value named “nothing”
          s.ntk:5: [1, 2]
            recorded: 2 numbers: 1 3
            now:      2 numbers: 1 2

          """)
    }
    try replay("1/3\n#= 0.34\n", "--tolerance", "0.05") { result, _ in #expect(result.status == 0) }
    try replay("1/3\n#= 0.34\n", "--tolerance", "2") { result, _ in #expect(result.status == 2) }
  }

  @Test func nothingRecordedIsNoSuccess() throws {
    try replay("x = 1\n") { result, _ in
      #expect(result.status == 4)
      #expect(result.output == "no result is recorded in s.ntk, so nothing was compared\n")
    }
    try replay("x = 1\n", "--update") { result, file in
      #expect(result.status == 0)
      let text = try String(contentsOf: file, encoding: .utf8)
      #expect(text == "x = 1\n#= 1\n")
    }
    try replay("x = nothing\n", "--update") { result, _ in #expect(result.status == 4) }
  }

  /// Other threads are said, and agree.
  @Test func anotherNumberOfThreads() throws {
    try Fixtures.withTemporaryFolder { folder in
      let script = """
        d = generate digits 30
        net = input 28x28x1 | flatten | dense 8 relu | dense 10
        entropy net on d
        fit = train net on d for 5 epochs with batch=8
        save session to "s.ntk"
        """
      let made = try TangentProcess.run(["--threads", "1", "-c", script], in: folder)
      #expect(made.status == 0, "\(made.errors)")
      let result = try TangentProcess.run(["replay", "s.ntk", "--threads", "2"], in: folder)
      #expect(
        result.output == """
          recorded with 1 thread, replayed with 2: numbers agree within 1e-05, in double precision 1e-09
          4 of 4 results agree

          """)
      #expect(result.status == 0)
    }
  }

  @Test func aPromptAsksBeforeItWritesOver() throws {
    try Fixtures.withTemporaryFolder { home in
      let file = home.appendingPathComponent("x.json")
      func content() throws -> String { try String(contentsOf: file, encoding: .utf8) }
      let terminal = try PseudoTerminal(home: home)
      try terminal.enter("save 1 to \"x.json\"")
      try terminal.enter("save 2 to \"x.json\"")
      try terminal.expect("Write over it? [y/N]")
      terminal.type("n\r")
      try terminal.expect("exists already")
      try terminal.prompt()
      #expect(try content() == "1\n")
      try terminal.enter("save 3 to \"x.json\"")
      try terminal.expect("Write over it? [y/N]")
      terminal.type("y\r")
      try terminal.enter("4*5")
      try terminal.expect(line: "20")
      #expect(try content() == "3\n")
      // Ctrl-C is a no.
      try terminal.enter("save 4 to \"x.json\"")
      try terminal.expect("Write over it? [y/N]")
      terminal.press(.interrupt)
      try terminal.expect("exists already")
      try terminal.enter("6*5")
      try terminal.expect(line: "30")
      #expect(try content() == "3\n")
    }
  }
}
