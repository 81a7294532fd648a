import Foundation
import TestSupport
import Testing

/// The first lesson, taken at a terminal.
@Suite(.serialized) struct TutorialTests {
  /// Waits until a command stands at the prompt, in the cursor's row.
  private func offered(_ command: String, _ terminal: PseudoTerminal) throws {
    try terminal.expect("ntk> \(command)")
  }

  /// The commands of a lesson as the file has them, without what a step adds in further lines.
  private func commands(_ file: String) throws -> [String] {
    let path = Fixtures.root.appendingPathComponent("docs/lessons/\(file)").path
    return try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
      .filter { !$0.hasPrefix("#") && !$0.hasPrefix(" ") && $0 != "}" }.map(String.init)
  }

  @Test func theFirstLessonIsDoneWithEnterAlone() throws {
    try Fixtures.withTemporaryFolder { home in
      let terminal = try PseudoTerminal(home: home)
      try terminal.enter("tutorial 1")
      try terminal.expect(line: "Lesson 1: a first kernel (10 minutes)")
      let commands = try commands("1-first-kernel.ntk")
      for (i, command) in commands.enumerated() {
        try terminal.expect("\(i + 1)/\(commands.count) ")
        try offered(command, terminal)
        terminal.press(.enter)
      }
      try terminal.expect("That was lesson 1.")
      try terminal.prompt()
      #expect(terminal.lines.contains("as in the lesson"))
      // The trained network's spectrum was plotted beside the untrained one's.
      let plotted = terminal.lines.filter { !$0.hasPrefix("ntk>") }
      #expect(plotted.contains { $0.contains("eigenvalue number") })
      #expect(plotted.contains { $0.contains("before ") && $0.contains(" after") })
      #expect(!terminal.lines.contains { $0.contains("error") || $0.contains("the lesson has") })
      try terminal.enter("tutorial")
      try terminal.expect("1  a first kernel, 10 minutes, done")
    }
  }

  @Test func isLeftAndTakenUpInAnotherProcess() throws {
    try Fixtures.withTemporaryFolder { home in
      let terminal = try PseudoTerminal(home: home)
      try terminal.enter("tutorial 1")
      let commands = try commands("1-first-kernel.ntk")
      for command in commands.prefix(3) {
        try offered(command, terminal)
        terminal.press(.enter)
      }
      try offered(commands[3], terminal)
      // Ctrl-C frees the line, Ctrl-D on it leaves the lesson and not the session.
      terminal.press(.interrupt)
      try terminal.expect("Enter brings the lesson's command back")
      try terminal.prompt()
      terminal.press(.end)
      try terminal.expect("left lesson 1 at step 4 of \(commands.count)")
      try terminal.enter("size(unseen)")
      try terminal.expect(line: "100")
      try terminal.prompt()
      terminal.press(.end)
      #expect(try terminal.exitStatus() == 0)

      let next = try PseudoTerminal(home: home)
      try next.enter("tutorial")
      try next.expect("a first kernel, 10 minutes, left at step 4 of \(commands.count)")
      try next.enter("tutorial 1")
      try next.expect("First, again, what the steps before gave:")
      // What the steps to come need is there again.
      try next.expect("net: input 28x28x1")
      try offered(commands[3], next)
      next.press(.enter)
      try next.expect("as in the lesson")
      try offered(commands[4], next)
      // Its names can be used at once, and the session saved.
      next.press(.interrupt)
      try next.enter("save session to \"mine.ntk\"")
      try offered(commands[4], next)
      next.kill()
      let script = try String(
        contentsOf: home.appendingPathComponent("mine.ntk"), encoding: .utf8)
      #expect(script.contains("\nnet = input 28x28x1 | flatten | dense 64 relu | dense 10"))
      #expect(!script.contains("tutorial"))
    }
  }

  @Test func changesAndMistakesAreAnswered() throws {
    try Fixtures.withTemporaryFolder { home in
      let terminal = try PseudoTerminal(home: home)
      try terminal.enter("tutorial 1")
      let commands = try commands("1-first-kernel.ntk")
      try offered(commands[0], terminal)
      // A mistake: the step stays.
      terminal.type("0\r")
      try terminal.expect("digits: 500 examples")
      try terminal.expect("the lesson has other examples here")
      try offered(commands[1], terminal)
      terminal.type(" and more\r")
      try terminal.expect("error: ")
      try terminal.expect("the lesson's own command is back on the line")
      try offered(commands[1], terminal)
      terminal.press(.enter)
      // Another command in between.
      try offered(commands[2], terminal)
      terminal.press(.interrupt)
      try terminal.enter("6*7")
      try terminal.expect(line: "42")
      try offered(commands[2], terminal)
      // Ctrl-C, then Enter on the empty line: the command comes back.
      terminal.press(.interrupt)
      try terminal.prompt()
      terminal.press(.enter)
      try offered(commands[2], terminal)
      // Up finds what was run before, although a command stands on the line.
      terminal.press(.up)
      try terminal.expect("ntk> 6*7")
      terminal.press(.down)
      try offered(commands[2], terminal)
      terminal.press(.enter)
      try offered(commands[3], terminal)
    }
  }

  /// Where nothing can be put on the line, the command is shown.
  @Test func aPlainPromptShowsWhatToType() throws {
    try Fixtures.withTemporaryFolder { home in
      let terminal = try PseudoTerminal(home: home, variables: ["TERM": "dumb"])
      try terminal.enter("tutorial 1")
      let commands = try commands("1-first-kernel.ntk")
      try terminal.expect(line: "  type: \(commands[0])")
      try terminal.enter(commands[0])
      try terminal.expect(line: "as in the lesson")
      try terminal.expect(line: "  type: \(commands[1])")
      try terminal.prompt()
      terminal.press(.end)
      try terminal.expect("left lesson 1")
      try terminal.prompt()
      terminal.press(.end)
      #expect(try terminal.exitStatus() == 0)
      #expect(!terminal.written.contains("\u{1B}"))
    }
  }

  @Test func narrowTerminalsAndTabKnowIt() throws {
    try Fixtures.withTemporaryFolder { home in
      let terminal = try PseudoTerminal(home: home, columns: 40)
      try terminal.prompt()
      terminal.type("tutorial \t\t")
      try terminal.expect("  1     a first kernel")
      try terminal.expect("  stop  leave the lesson")
      terminal.type("2\r")
      try terminal.expect("1/")
      try terminal.expect("ntk> digits = generate digits 500")
      #expect(terminal.lines.allSatisfy { $0.count <= 40 })
    }
  }

  @Test func withoutATerminalItIsAText() throws {
    try Fixtures.withTemporaryFolder { home in
      let list = try TangentProcess.run(["-c", "tutorial"], in: home)
      #expect(list.status == 0 && list.output.hasPrefix("1  a first kernel, 10 minutes\n"))
      let piped = try TangentProcess.run([], input: ["tutorial 6\n1+1\n"], in: home)
      #expect(piped.status == 0 && piped.output.hasPrefix("Lesson 6: "))
      #expect(piped.output.hasSuffix("\n2\n"))
      #expect(try FileManager.default.contentsOfDirectory(atPath: home.path).isEmpty)
    }
  }
}
