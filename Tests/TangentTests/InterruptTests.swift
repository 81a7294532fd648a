import Foundation
import TestSupport
import Testing

/// Ctrl-C while something is being computed.
@Suite(.serialized) struct InterruptTests {
  private static let work = """
    d = generate digits 60 with seed=1
    net = input 28x28x1 | flatten | dense 16 relu | dense 10 with seed=7
    """

  private func atWork(_ body: (PseudoTerminal) throws -> Void) throws {
    try Fixtures.withTemporaryFolder { home in
      let terminal = try PseudoTerminal(home: home)
      for line in Self.work.split(separator: "\n") { try terminal.enter(String(line)) }
      try terminal.enter("fit = train net on d for 1000000 epochs")
      // The progress line comes after a second.
      try terminal.expect("training ")
      try body(terminal)
    }
  }

  @Test func theFirstPressStopsTheWorkAndKeepsTheSession() throws {
    try atWork { terminal in
      terminal.press(.interrupt)
      try terminal.prompt()
      #expect(!terminal.lines.contains { $0.contains(" left") })
      try terminal.enter("size(d) + 1")
      try terminal.expect(line: "61")
      try terminal.prompt()
      terminal.press(.end)
      #expect(try terminal.exitStatus() == 0)
    }
  }

  @Test func aScriptEndsWith130() throws {
    try Fixtures.withTemporaryFolder { folder in
      let script = Self.work + "\nfit = train net on d for 1000000 epochs\n1\n"
      try Data(script.utf8).write(to: folder.appendingPathComponent("lab.ntk"))
      let terminal = try PseudoTerminal(["lab.ntk"], home: folder)
      try terminal.expect("training ")
      terminal.press(.interrupt)
      #expect(try terminal.exitStatus() == 130)
      #expect(!terminal.lines.contains("1"))
    }
  }

  /// An eigenvalue problem cannot be stopped: the second press says so, the third ends everything.
  @Test func theThirdPressEndsTheProcess() throws {
    try Fixtures.withTemporaryFolder { home in
      let terminal = try PseudoTerminal(home: home)
      try terminal.enter("d = generate digits 6000 with seed=1")
      try terminal.enter("net = input 28x28x1 | flatten | dense 2 relu | dense 2 with seed=7")
      try terminal.enter("s = spectrum net on d")
      try terminal.expect("eigenvalues")
      terminal.press(.interrupt)
      Thread.sleep(forTimeInterval: 0.3)
      terminal.press(.interrupt)
      try terminal.expect("once more to quit")
      terminal.press(.interrupt)
      #expect(try terminal.exitStatus() == 130)
    }
  }
}
