import Foundation
import TestSupport
import Testing

/// Pictures at the prompt: in characters everywhere, in pixels where the terminal offers them.
@Suite(.serialized) struct PictureTests {
  private func atPrompt(
    variables: [String: String] = [:], columns: Int = 80,
    _ body: (PseudoTerminal) throws -> Void
  ) throws {
    try Fixtures.withTemporaryFolder { home in
      let terminal = try PseudoTerminal(
        home: home, variables: variables, columns: columns, rows: 50)
      try terminal.prompt()
      try terminal.enter("set pager off")
      try terminal.prompt()
      try body(terminal)
    }
  }

  @Test func plotsAreDrawnAtThePrompt() throws {
    try atPrompt { terminal in
      try terminal.enter("plot [1, 4, 9, 16]")
      try terminal.expect("⡠")
      try terminal.expect("└")
      try terminal.enter("plot [1, 1, 1, 2, 2, 3] with style=histogram")
      try terminal.expect("count")
      try terminal.expect("└")
      try terminal.enter("digits = generate digits 30 with seed=1")
      try terminal.enter("net = input 28x28x1 | flatten | dense 3 with seed=2")
      try terminal.enter("plot kernel net on digits with width=60")
      try terminal.expect("▀")
      try terminal.expect("┬")
      try terminal.expect("example")
      try terminal.enter("plot digits with count=3, width=80")
      try terminal.expect("class")
      try terminal.expect("▀")
      try terminal.prompt()
      #expect(
        terminal.written.contains("\u{1B}[48;5;") || terminal.written.contains("\u{1B}[48;2;"))
    }
  }

  /// The same without colour, and with ASCII only.
  @Test(arguments: [["NO_COLOR": "1"], ["NO_COLOR": "1", "LC_ALL": "C", "TERM": "linux"]])
  func plotsAreDrawnWithoutColour(_ variables: [String: String]) throws {
    try atPrompt(variables: variables) { terminal in
      let isASCII = variables["TERM"] == "linux"
      try terminal.enter("digits = generate digits 20 with seed=1")
      try terminal.enter("plot digits with count=3")
      try terminal.expect("class")
      try terminal.expect(isASCII ? "@" : "█")
      try terminal.prompt()
      #expect(!terminal.written.contains("\u{1B}[48;"))
      #expect(!terminal.written.contains("\u{1B}[c"), "a terminal without colour is asked nothing")
      #expect(!isASCII || terminal.lines.allSatisfy { $0.allSatisfy { $0.isASCII } })
    }
  }

  @Test func aTerminalWithSixelsShowsPixels() throws {
    try atPrompt { terminal in
      terminal.answers = ["\u{1B}[c": "\u{1B}[?62;4c"]
      try terminal.enter("plot [1, 2, 3]")
      let isDrawn = { terminal.written.contains("└") || terminal.written.contains("\u{1B}P") }
      for _ in 0..<1000 where !isDrawn() { terminal.read(for: 0.02) }
      try terminal.prompt()
      // An answer that came late, on a busy machine, counts for the next picture.
      try terminal.enter("plot [3, 2, 1]")
      try terminal.enter("6*7")
      try terminal.expect(line: "42")
      #expect(terminal.written.contains(/\u{1B}P[0-9;]*q/))
      #expect(terminal.written.ranges(of: "\u{1B}[c").count == 1, "it is asked once")
      let pictures = terminal.written.ranges(of: "\u{1B}P").count
      try terminal.enter("set plot text")
      try terminal.enter("plot [1, 2, 3]")
      try terminal.expect("└")
      try terminal.enter("plot [1, 2, 3] with width=40")
      try terminal.expect("└")
      #expect(terminal.written.ranges(of: "\u{1B}P").count == pictures)
    }
  }

  /// A terminal of another kind, one that says nothing, and keys typed while it is waited for.
  @Test(arguments: ["\u{1B}[?62;22c", "", "6*\u{1B}[?1;2c7\r", "6*7\r"])
  func otherTerminalsShowCharacters(_ answer: String) throws {
    try atPrompt { terminal in
      terminal.answers = ["\u{1B}[c": answer]
      try terminal.enter("plot [1, 2, 3]")
      try terminal.expect("└")
      if !answer.contains("7") { try terminal.enter("6*7") }
      try terminal.expect(line: "42")
      try terminal.enter("plot [1, 2, 3]")
      try terminal.expect("└")
      try terminal.prompt()
      #expect(!terminal.written.contains("\u{1B}P"))
      #expect(terminal.written.ranges(of: "\u{1B}[c").count == 1)
    }
  }

  /// An answer that comes when nobody waits any more is no text, and still counts.
  @Test func aLateAnswerIsHeard() throws {
    try atPrompt { terminal in
      try terminal.enter("plot [1, 2, 3]")
      try terminal.expect("└")
      try terminal.prompt()
      terminal.type("\u{1B}[?62;4c")
      try terminal.enter("plot [1, 2, 3]")
      try terminal.enter("6*7")
      try terminal.expect(line: "42")
      #expect(terminal.written.contains("\u{1B}P"))
    }
  }

  @Test func settingSixelAsksNothing() throws {
    try atPrompt { terminal in
      try terminal.enter("set plot sixel")
      try terminal.enter("plot [1, 2, 3]")
      try terminal.enter("6*7")
      try terminal.expect(line: "42")
      #expect(terminal.written.contains("\u{1B}P"))
      #expect(!terminal.written.contains("\u{1B}[c"))
    }
  }

  @Test func withoutGnuplotTheTerminalStillPlots() throws {
    try atPrompt(variables: ["PATH": "/nowhere"]) { terminal in
      try terminal.enter("set plot sixel")
      try terminal.enter("plot [1, 2, 3]")
      try terminal.expect("└")
      try terminal.enter("plot [1, 2, 3] to \"a.png\"")
      try terminal.expect("figures are written by gnuplot, which is not installed")
      try terminal.expect("gnuplot-nox")
      try terminal.enter("plot [1, 2, 3] to \"a.gp\"")
      try terminal.enter("6*7")
      try terminal.expect(line: "42")
      #expect(!terminal.written.contains("\u{1B}P"))
    }
  }
}
