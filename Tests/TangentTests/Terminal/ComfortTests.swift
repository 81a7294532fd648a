import Foundation
import TestSupport
import Testing

/// What a prompt does besides editing: pages, settings, forms of output, narrow windows.
@Suite(.serialized) struct ComfortTests {
  private func atPrompt(
    _ arguments: [String] = [], variables: [String: String] = [:], columns: Int = 80,
    rows: Int = 24, _ body: (PseudoTerminal, URL) throws -> Void
  ) throws {
    try Fixtures.withTemporaryFolder { home in
      let pager = home.appendingPathComponent("pager.sh")
      try Data("#!/bin/sh\necho PAGED\ncat\n".utf8).write(to: pager)
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: pager.path)
      let terminal = try PseudoTerminal(
        arguments, home: home,
        variables: ["PAGER": pager.path].merging(variables) { $1 }, columns: columns, rows: rows)
      try terminal.prompt()
      try body(terminal, home)
    }
  }

  @Test func longPagesGoThroughThePager() throws {
    try atPrompt(rows: 10) { terminal, _ in
      try terminal.enter("help train")
      try terminal.expect(line: "PAGED")
      try terminal.expect("train: fit a network")
      try terminal.enter("1+1")
      try terminal.expect(line: "2")
      try terminal.enter("set pager off")
      try terminal.enter("help train")
      try terminal.expect("train: fit a network")
      try terminal.prompt()
      #expect(terminal.lines.count { $0 == "PAGED" } == 1)
    }
  }

  @Test func shortPagesDoNot() throws {
    try atPrompt(rows: 60) { terminal, _ in
      try terminal.enter("help exit")
      try terminal.expect("exit: ")
      try terminal.prompt()
      #expect(!terminal.lines.contains("PAGED"))
    }
  }

  @Test func aMissingPagerHidesNothing() throws {
    try atPrompt(variables: ["PAGER": "/no/such/pager 2>/dev/null"], rows: 10) { terminal, _ in
      try terminal.enter("help train")
      try terminal.expect("train: fit a network")
    }
  }

  @Test func timeAndTimingSayHowLong() throws {
    try atPrompt { terminal, _ in
      try terminal.enter("time 6*7")
      try terminal.expect("of processor time)")
      try terminal.enter("set timing on")
      try terminal.enter("1+1")
      try terminal.expect(line: "2")
      try terminal.expect("took ")
      try terminal.enter("set timing off")
      try terminal.prompt()
      let before = terminal.lines.count
      try terminal.enter("2+2")
      try terminal.expect(line: "4")
      try terminal.prompt()
      #expect(!terminal.lines.dropFirst(before).contains { $0.contains("took") })
    }
  }

  @Test func valuesArePrintedInEveryForm() throws {
    try atPrompt { terminal, _ in
      try terminal.enter("t = for n in [1, 2] { collect n, n^2 as square }")
      for (form, line) in [
        ("csv", "1,1"), ("json", "{\"name\":\"t\""), ("markdown", "| ---: | ---: |"),
        ("text", "1       1"),
      ] {
        try terminal.enter("set output \(form)")
        try terminal.enter("t")
        try terminal.expect(line)
      }
    }
  }

  @Test func showListsWhatThereIs() throws {
    try atPrompt { terminal, _ in
      try terminal.enter("d = generate digits 20 with seed=1")
      try terminal.enter("show")
      try terminal.expect("name  kind  shape         made by")
      try terminal.expect("d     data  20 x 28x28x1  generate digits 20 with seed=1")
    }
  }

  /// No line is wider than the window; what is left out is said.
  @Test func narrowWindowsAreRespected() throws {
    try atPrompt(columns: 40) { terminal, _ in
      #expect(terminal.lines.allSatisfy { $0.count <= 40 })
      try terminal.enter("d = generate digits 20 with seed=1")
      try terminal.enter("net = input 28x28x1 | flatten | dense 3")
      try terminal.enter("t = for n in 1..2 {")
      terminal.type("collect n, n^2 as square, n^3 as the_cube, n^4 as the_fourth_power_of_n\r}\r")
      try terminal.expect("2 rows")
      try terminal.enter("show")
      try terminal.expect("name  kind")
      try terminal.enter("t")
      try terminal.expect("… 1 more column: the_fourth_power_of_n")
      try terminal.enter("kernel net on d")
      try terminal.expect("kernel 20 x 20")
      try terminal.enter("plot t.square")
      try terminal.expect("└")
      try terminal.prompt()
      terminal.type("s\t\t")
      try terminal.expect("  select")
      #expect(terminal.lines.allSatisfy { $0.count <= 40 })
    }
  }

  @Test func progressCanBeTurnedOff() throws {
    try atPrompt { terminal, _ in
      try terminal.enter("set progress off")
      try terminal.enter("d = generate digits 60 with seed=1")
      try terminal.enter("net = input 28x28x1 | flatten | dense 16 relu | dense 10 with seed=7")
      try terminal.enter("fit = train net on d for 1000000 epochs")
      terminal.read(for: 1.6)
      terminal.press(.interrupt)
      try terminal.expect("interrupted")
      #expect(!terminal.written.contains(" left"))
    }
  }

  @Test func settingsSayWhatTheyWant() throws {
    try atPrompt { terminal, _ in
      try terminal.enter("set hints perhaps")
      try terminal.expect("error: hints must be on or off, not “perhaps”")
      try terminal.enter("show settings")
      try terminal.expect("hints    on")
    }
  }
}
