import Foundation
import TestSupport
import Testing

/// The real program on a real (pseudo) terminal.
@Suite(.serialized) struct TerminalTests {
  /// Starts it in an empty home and waits for the first prompt.
  private func atPrompt(
    _ arguments: [String] = [], variables: [String: String] = [:], columns: Int = 80,
    _ body: (PseudoTerminal, URL) throws -> Void
  ) throws {
    try Fixtures.withTemporaryFolder { home in
      let terminal = try PseudoTerminal(
        arguments, home: home, variables: variables, columns: columns)
      try terminal.prompt()
      try body(terminal, home)
    }
  }

  private func history(_ home: URL) throws -> String {
    let file = home.appendingPathComponent(".local/state/tangent/history")
    return try String(contentsOf: file, encoding: .utf8)
  }

  @Test func greetsAnswersAndEnds() throws {
    try atPrompt { terminal, _ in
      #expect(terminal.lines[0].hasPrefix("tangent "))
      #expect(terminal.lines[1] == "help explains, tutorial teaches, Tab completes, Ctrl-D ends.")
      try terminal.enter("6*7")
      try terminal.expect(line: "42")
      try terminal.prompt()
      terminal.press(.end)
      #expect(try terminal.exitStatus() == 0)
    }
  }

  @Test func quietLeavesOutTheBanner() throws {
    try atPrompt(["--quiet"]) { terminal, _ in #expect(terminal.lines == ["ntk>"]) }
  }

  @Test func goesOnAfterErrors() throws {
    try atPrompt { terminal, _ in
      try terminal.enter("nonsense")
      try terminal.expect("error: ")
      try terminal.enter("2 +* 3")
      try terminal.expect("error: ")
      try terminal.enter("a = 5; a*a")
      try terminal.expect(line: "25")
      try terminal.enter("exit")
      #expect(try terminal.exitStatus() == 0)
    }
  }

  @Test func bindingsPrintOneLine() throws {
    try atPrompt { terminal, _ in
      try terminal.enter("a = 5")
      try terminal.expect("a: 5")
      try terminal.prompt()
      try terminal.enter("b = 6;")
      try terminal.expect("b = 6;")
      try terminal.prompt()
      #expect(terminal.lines.suffix(2) == ["ntk> b = 6;", "ntk>"])
    }
  }

  @Test func tabCompletesThenLists() throws {
    try atPrompt { terminal, _ in
      terminal.type("entro\t")
      try terminal.expect("ntk> entropy")
      terminal.press(.interrupt)
      try terminal.prompt()
      // Several begin alike: a second Tab lists them with their summaries.
      terminal.type("s\t\t")
      try terminal.expect("  split  ")
      try terminal.expect("  select  ")
      try terminal.expect("ntk> s")
      terminal.type("pl\t")
      try terminal.expect("ntk> split")
      terminal.press(.interrupt)
      try terminal.enter("7*7")
      try terminal.expect(line: "49")
    }
  }

  @Test func tabOffersNamesOfTheRightKind() throws {
    try atPrompt { terminal, _ in
      try terminal.enter("nine = 9")
      try terminal.enter("net = input 4 | dense 2")
      try terminal.prompt()
      terminal.type("entropy n\t")
      try terminal.expect("ntk> entropy net")
      terminal.press(.interrupt)
      try terminal.prompt()
      terminal.type("train net o\t")
      try terminal.expect("ntk> train net on")
    }
  }

  @Test func upAndSearchRecall() throws {
    try atPrompt { terminal, home in
      try terminal.enter("10+1")
      try terminal.expect(line: "11")
      try terminal.enter("20+2")
      try terminal.expect(line: "22")
      try terminal.prompt()
      terminal.type("1")
      terminal.press(.up)
      terminal.press(.enter)
      try terminal.expect(line: "11")
      try terminal.prompt()
      terminal.press(.search)
      terminal.type("20")
      terminal.press(.enter)
      try terminal.expect(line: "22")
      try terminal.prompt()
      terminal.press(.end)
      _ = try terminal.exitStatus()
      #expect(try history(home) == "10+1\n20+2\n10+1\n20+2\n")
      // The next process knows it.
      let next = try PseudoTerminal(home: home)
      try next.prompt()
      next.press(.up)
      next.press(.enter)
      try next.expect(line: "22")
    }
  }

  @Test func anEmptyVariableKeepsNoHistory() throws {
    try atPrompt(variables: ["TANGENT_HISTORY": "", "TANGENT_JOURNAL": ""]) { terminal, home in
      try terminal.enter("1+1")
      try terminal.expect(line: "2")
      try terminal.prompt()
      terminal.press(.end)
      _ = try terminal.exitStatus()
      #expect(try FileManager.default.contentsOfDirectory(atPath: home.path).isEmpty)
    }
  }

  @Test func interruptDropsTheLine() throws {
    try atPrompt { terminal, _ in
      terminal.type("99999+1")
      try terminal.expect("99999+1")
      terminal.press(.interrupt)
      try terminal.enter("2+2")
      try terminal.expect(line: "4")
      #expect(!terminal.written.contains("100000"))
    }
  }

  @Test func interruptEndsASearchAndNotTheSession() throws {
    try atPrompt { terminal, _ in
      try terminal.enter("a = 7")
      try terminal.prompt()
      terminal.press(.search)
      terminal.type("a =")
      try terminal.expect("bck")
      terminal.press(.interrupt)
      try terminal.prompt()
      try terminal.enter("a*a")
      try terminal.expect(line: "49")
    }
  }

  @Test func blocksGoOnUntilTheyAreComplete() throws {
    try atPrompt { terminal, home in
      try terminal.enter("t = for n in [3, 4] {")
      terminal.type("collect n, n^2 as square\r}\r")
      try terminal.expect(line: "}")
      try terminal.prompt()
      #expect(terminal.lines.contains("  collect n, n^2 as square"))
      #expect(terminal.lines.contains("}"))
      try terminal.enter("sum(t.square)")
      try terminal.expect(line: "25")
      try terminal.prompt()
      terminal.press(.end)
      _ = try terminal.exitStatus()
      #expect(
        try history(home)
          == "t = for n in [3, 4] {\\n  collect n, n^2 as square\\n}\nsum(t.square)\n")
    }
  }

  @Test func pastesArriveWholeAndClean() throws {
    try atPrompt { terminal, home in
      terminal.type("\u{1B}[200~ntk> a = 20;\rntk> b = 3;\r7 of them\r#= 7\rntk> a*b\r\u{1B}[201~")
      terminal.press(.enter)
      try terminal.expect(line: "60")
      try terminal.prompt()
      terminal.press(.end)
      _ = try terminal.exitStatus()
      #expect(try history(home) == "a = 20;\\nb = 3;\\na*b\n")
    }
  }

  /// Lines that begin with `|` or a preposition belong to the one above when they arrive with it.
  @Test func pastedStatementsMayGoOnInTheNextLine() throws {
    try atPrompt { terminal, _ in
      terminal.type(
        "\u{1B}[200~d = generate digits 20 with seed=1;\rnet = input 28x28x1\r  | flatten\r  | dense 4 relu\r  | dense 10 with seed=1\rfit = train net on d for 2 epochs\r  recording loss, accuracy every 1 epochs\rsize(net)\r\u{1B}[201~"
      )
      terminal.press(.enter)
      try terminal.expect(line: "3190")
      try terminal.prompt()
      try terminal.enter("size(fit.accuracy)")
      try terminal.expect(line: "3")
      try terminal.prompt()
      // Typed by itself such a line comes too late, and says what to do.
      try terminal.enter("| dense 3")
      try terminal.expect("end the line before with |")
      try terminal.prompt()
      try terminal.enter("quit")
      #expect(try terminal.exitStatus() == 0)
    }
  }

  @Test(arguments: [40, 80, 120])
  func theHintShowsTheUsageAndNeverWraps(_ columns: Int) throws {
    try atPrompt(columns: columns) { terminal, _ in
      terminal.type("train net ")
      try terminal.expect(columns > 60 ? "train NETWORK on DATA" : "ntk> train net")
      let before = terminal.lines.count
      terminal.type("on digits for 20 epochs")
      try terminal.expect("epochs")
      #expect(terminal.lines.count == before && terminal.lines.allSatisfy { $0.count <= columns })
      terminal.press(.enter)
      // Beside what was entered nothing stays.
      try terminal.expect(line: "ntk> train net on digits for 20 epochs")
    }
  }

  /// Without cursor movement there is a plain prompt, and no escape sequence at all.
  @Test func dumbTerminalsGetAPlainPrompt() throws {
    try atPrompt(variables: ["TERM": "dumb"]) { terminal, _ in
      try terminal.enter("5*5")
      try terminal.expect(line: "25")
      try terminal.enter("t = for n in 1..2 {")
      try terminal.expect(line: "...>")
      terminal.type("collect n }\r")
      try terminal.prompt()
      terminal.press(.end)
      #expect(try terminal.exitStatus() == 0)
      #expect(!terminal.written.contains("\u{1B}"))
    }
  }

  @Test func colourCanBeRefused() throws {
    try atPrompt(variables: ["NO_COLOR": "1"]) { terminal, _ in
      try terminal.enter("nonsense")
      try terminal.expect("error")
      try terminal.prompt()
      #expect(!terminal.written.contains("\u{1B}[1;"))
    }
    try atPrompt { terminal, _ in #expect(terminal.written.contains("\u{1B}[1;36m")) }
  }

  @Test func settingsAreReadOnlyAtAPrompt() throws {
    try Fixtures.withTemporaryFolder { home in
      let folder = home.appendingPathComponent(".config/tangent")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      let file = folder.appendingPathComponent("init.ntk")
      try Data("set output json\n".utf8).write(to: file)
      for (arguments, expected) in [([], "{\"name\":\"1 + 1\""), (["--no-init"], "2")] {
        let terminal = try PseudoTerminal(arguments, home: home)
        try terminal.enter("1+1")
        try terminal.expect(expected)
      }
      #expect(try TangentProcess.run(["-c", "1+1"], in: home).output == "2\n")
      try Data("x = 1\n".utf8).write(to: file)
      let terminal = try PseudoTerminal(home: home)
      try terminal.expect("the settings file may only set things")
      try terminal.prompt()
    }
  }

  @Test func staysAfterAFile() throws {
    try Fixtures.withTemporaryFolder { home in
      try Data("a = 21\na\nnonsense\n".utf8).write(to: home.appendingPathComponent("lab.ntk"))
      let terminal = try PseudoTerminal(["-i", "lab.ntk"], home: home)
      try terminal.expect(line: "21")
      try terminal.expect("lab.ntk:3:1: error: ")
      try terminal.enter("2*a")
      try terminal.expect(line: "42")
    }
  }
}
