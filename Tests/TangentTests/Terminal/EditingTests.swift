import Foundation
import TestSupport
import Testing

/// Editing at the prompt, as the keys do it.
@Suite(.serialized) struct EditingTests {
  private func atPrompt(
    variables: [String: String] = [:], columns: Int = 80, editrc: String? = nil,
    _ body: (PseudoTerminal, URL) throws -> Void
  ) throws {
    try Fixtures.withTemporaryFolder { home in
      if let editrc {
        try Data(editrc.utf8).write(to: home.appendingPathComponent(".editrc"))
      }
      let terminal = try PseudoTerminal(home: home, variables: variables, columns: columns)
      try terminal.prompt()
      try body(terminal, home)
    }
  }

  /// A program that stands for the user's editor: it replaces one word.
  private func editor(_ home: URL, _ old: String, _ new: String) throws -> String {
    let file = home.appendingPathComponent("editor.sh")
    try Data("#!/bin/sh\nsed -i 's/\(old)/\(new)/' \"$1\"\n".utf8).write(to: file)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file.path)
    return file.path
  }

  @Test func blocksAreRecalledAndEditedWhole() throws {
    try atPrompt { terminal, _ in
      try terminal.enter("t = for n in [3, 4] {")
      terminal.type("collect n, n^2 as square\r}\r")
      try terminal.expect("2 rows")
      try terminal.prompt()
      terminal.press(.up)
      try terminal.expect(line: "}")
      // The walk through the history is over once the entry is changed; then Up moves in it.
      terminal.type(" ")
      terminal.press(.up)
      terminal.press(.up)
      terminal.press(.lineEnd)
      for _ in 1...3 { terminal.press(.left) }
      terminal.type(", 5")
      terminal.press(.enter)
      try terminal.expect("3 rows")
      try terminal.enter("sum(t.square)")
      try terminal.expect(line: "50")
    }
  }

  @Test func downComesBackToWhatWasTyped() throws {
    try atPrompt { terminal, _ in
      try terminal.enter("10+1")
      try terminal.expect(line: "11")
      try terminal.prompt()
      terminal.type("3")
      terminal.press(.home)
      terminal.press(.up)
      try terminal.expect("ntk> 10+1")
      terminal.press(.down)
      terminal.type("+9")
      terminal.press(.enter)
      try terminal.expect(line: "12")
    }
  }

  @Test func homeAndEndStayInTheLine() throws {
    try atPrompt { terminal, _ in
      terminal.type("a = 3;")
      terminal.press(.altEnter)
      terminal.type("00+a")
      // The start of the second line, then its end, then the start of the block.
      terminal.type("\u{1}9\u{5}*9\u{1}\u{1}")
      terminal.type("b = 1; ")
      terminal.press(.enter)
      try terminal.expect(line: "927")
      #expect(terminal.lines.contains("ntk> b = 1; a = 3;"))
    }
  }

  /// The next prompt stands below the whole entry, wherever the cursor was.
  @Test func interruptionLeavesTheEntryOnTheScreen() throws {
    try atPrompt(columns: 40) { terminal, _ in
      terminal.type("1 + 22222222222222222 + 333333333333333")
      terminal.press(.altEnter)
      terminal.type("second line")
      terminal.press(.home)
      terminal.press(.up)
      terminal.read(for: 0.2)
      terminal.press(.interrupt)
      try terminal.prompt()
      #expect(terminal.lines.contains("second line"))
      #expect(terminal.lines.last == "ntk>")
    }
  }

  @Test func altEnterAlwaysBeginsALine() throws {
    try atPrompt { terminal, _ in
      terminal.type("a = 6;")
      terminal.press(.altEnter)
      terminal.type("a*7\r")
      try terminal.expect(line: "42")
    }
  }

  @Test func theWholeUsageIsShownUnderTheLine() throws {
    try atPrompt(columns: 60) { terminal, _ in
      terminal.type("train net ")
      terminal.press(.altQuestion)
      try terminal.expect("until CONDITION")
      try terminal.expect("ntk> train net")
      #expect(terminal.lines.allSatisfy { $0.count <= 60 })
    }
  }

  @Test func theHintCanBeTurnedOff() throws {
    try atPrompt { terminal, _ in
      try terminal.enter("set hints off")
      try terminal.prompt()
      terminal.type("train net ")
      terminal.read(for: 0.3)
      #expect(!terminal.written.contains("for N epochs"))
      terminal.press(.interrupt)
      try terminal.enter("set hints on")
      try terminal.prompt()
      terminal.type("train net ")
      try terminal.expect("train NETWORK on DATA")
    }
  }

  @Test func wideCharactersAreEditedWhole() throws {
    try atPrompt { terminal, _ in
      terminal.type("\"日本語é\"")
      terminal.press(.left)
      terminal.press(.backspace)
      terminal.press(.backspace)
      terminal.type("ü\r")
      try terminal.expect(line: "日本ü")
    }
  }

  @Test func theWindowMayChangeItsWidth() throws {
    try atPrompt { terminal, _ in
      terminal.type("1 + 2")
      try terminal.expect("1 + 2")
      terminal.resize(columns: 40)
      terminal.type(" + 3 + 4 + 5 + 6 + 7 + 8 + 9 + 10 + 11\r")
      try terminal.expect(line: "66")
      terminal.resize(columns: 100)
      try terminal.prompt()
      terminal.type("train net ")
      try terminal.expect("using OPTIMISER")
    }
  }

  /// As any program of an interactive shell: Ctrl-Z, then `fg`.
  @Test func suspensionKeepsTheLine() throws {
    try Fixtures.withTemporaryFolder { home in
      let terminal = try PseudoTerminal(
        ["--norc", "--noprofile", "-i"], home: home, variables: ["PS1": "sh> "],
        program: "/bin/bash")
      try terminal.expect("sh>")
      terminal.type("'\(TangentProcess.path)' -q\r")
      try terminal.prompt()
      terminal.type("20+")
      try terminal.expect("ntk> 20+")
      terminal.press(.suspend)
      try terminal.expect("Stopped")
      terminal.type("fg\r")
      try terminal.expect("ntk> 20+")
      terminal.type("3\r")
      try terminal.expect(line: "23")
    }
  }

  @Test func theUsersEditrcWins() throws {
    try atPrompt(editrc: "bind ^T ed-move-to-beg\nbind -s ^Y \"40+\"\n") { terminal, _ in
      terminal.type("2\u{14}\u{19}\r")
      try terminal.expect(line: "42")
    }
  }

  @Test func viKeysWork() throws {
    try atPrompt(editrc: "bind -v\n") { terminal, _ in
      #expect(!terminal.written.contains("[?2004h"))
      terminal.type("1+1")
      terminal.press(.escape)
      terminal.read(for: 0.2)
      // To the beginning, and insert.
      terminal.type("0i4")
      terminal.press(.enter)
      try terminal.expect(line: "42")
      try terminal.prompt()
      terminal.type("entro\t")
      try terminal.expect("ntk> entropy")
      terminal.press(.interrupt)
      try terminal.prompt()
      terminal.press(.escape)
      terminal.read(for: 0.2)
      terminal.type("k")
      try terminal.expect("ntk> 41+1")
      terminal.press(.enter)
      try terminal.expect(line: "42")
    }
  }

  @Test func editingCanBeTurnedOff() throws {
    try atPrompt(editrc: "edit off\n") { terminal, _ in
      try terminal.enter("6*7")
      try terminal.expect(line: "42")
    }
  }

  @Test func editOpensTheEntryBefore() throws {
    try Fixtures.withTemporaryFolder { folder in
      let editor = try editor(folder, "dense 2", "dense 7")
      try atPrompt(variables: ["EDITOR": editor]) { terminal, _ in
        try terminal.enter("net = input 4 | dense 2")
        try terminal.expect("10 parameters")
        try terminal.enter("edit")
        try terminal.expect("ntk> net = input 4 | dense 7")
        terminal.press(.enter)
        try terminal.expect("35 parameters")
        // By name: the statement that made it, whatever was typed since.
        try terminal.enter("net = input 3 | dense 2")
        try terminal.enter("1+1")
        try terminal.enter("edit net")
        try terminal.expect("ntk> net = input 3 | dense 7")
        terminal.press(.enter)
        try terminal.expect("28 parameters")
        // What is left as it was does not come back.
        try terminal.enter("edit net")
        try terminal.enter("2*21")
        try terminal.expect(line: "42")
        try terminal.enter("edit nothing")
        try terminal.expect("error: ")
      }
    }
  }

  @Test func theLineItselfIsEditedElsewhere() throws {
    try Fixtures.withTemporaryFolder { folder in
      let editor = try editor(folder, "6", "7")
      try atPrompt(variables: ["VISUAL": editor, "EDITOR": "false"]) { terminal, _ in
        terminal.type("6*6")
        terminal.press(.editor)
        try terminal.expect("ntk> 7*6")
        terminal.press(.enter)
        try terminal.expect(line: "42")
      }
    }
  }

  @Test func aFailingEditorLosesNothing() throws {
    try atPrompt(variables: ["EDITOR": "false"]) { terminal, _ in
      terminal.type("6*7")
      terminal.press(.editor)
      try terminal.expect("error: “false” ended with an error")
      terminal.press(.enter)
      try terminal.expect(line: "42")
    }
  }
}
