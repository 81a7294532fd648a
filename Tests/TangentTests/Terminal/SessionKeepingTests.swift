import Foundation
import TestSupport
import Testing

/// What a prompt keeps: what was typed, what it made, and the way back.
@Suite(.serialized) struct SessionKeepingTests {
  private func atPrompt(_ body: (PseudoTerminal, URL) throws -> Void) throws {
    try Fixtures.withTemporaryFolder { home in
      let terminal = try PseudoTerminal(home: home)
      try terminal.prompt()
      try body(terminal, home)
    }
  }

  @Test func undoGoesBackAndAKilledSessionIsRecovered() throws {
    try atPrompt { terminal, home in
      try terminal.enter("a = 20")
      try terminal.enter("a = 30")
      try terminal.enter("undo")
      try terminal.enter("a + 1")
      try terminal.expect(line: "21")
      try terminal.prompt()
      terminal.kill()
      let next = try PseudoTerminal(home: home)
      try next.expect("recover brings it back")
      try next.enter("recover")
      try next.enter("a + 2")
      try next.expect(line: "22")
    }
  }

  @Test func historyMakesAScriptOfWhatWasTyped() throws {
    try atPrompt { terminal, _ in
      try terminal.enter("a = 6")
      try terminal.enter("b = 2")
      try terminal.enter("c = a*7")
      try terminal.enter("history c")
      try terminal.expect(line: "a = 6")
      try terminal.expect(line: "c = a * 7")
      try terminal.prompt()
      let shown = terminal.lines.suffix(4)
      #expect(!shown.contains("b = 2"))
    }
  }

  @Test func aSavedSessionIsReplayed() throws {
    try atPrompt { terminal, home in
      try terminal.enter("d = generate digits 40 with seed=1")
      try terminal.enter("net = input 28x28x1 | flatten | dense 8 relu | dense 10 with seed=2")
      try terminal.enter("trace net on d")
      try terminal.enter("save session to \"lab.ntk\"")
      try terminal.enter("exit")
      #expect(try terminal.exitStatus() == 0)
      let replay = try TangentProcess.run(["replay", "lab.ntk"], in: home)
      #expect(replay.status == 0 && replay.output.contains("results agree"))
    }
  }

  /// Partial results are values: the run of the epochs done, the table of the rows collected.
  @Test func interruptedWorkKeepsWhatIsDone() throws {
    try atPrompt { terminal, _ in
      try terminal.enter("d = generate digits 60 with seed=1")
      try terminal.enter("net = input 28x28x1 | flatten | dense 16 relu | dense 10 with seed=7")
      try terminal.enter("fit = train net on d for 1000000 epochs")
      try terminal.expect(" left")
      terminal.press(.interrupt)
      try terminal.expect("of 1000000 epochs")
      try terminal.enter("expect accuracy fit > 0")
      try terminal.enter("t = for n in 1..300000 { collect n, trace net on d }")
      // The progress line tells that rows have been collected.
      try terminal.expect("/300000  ")
      terminal.press(.interrupt)
      try terminal.expect("rows of n, trace")
      try terminal.enter("size(t) > 10")
      try terminal.prompt()
      #expect(!terminal.lines.contains { $0.hasPrefix("error") })
    }
  }
}
