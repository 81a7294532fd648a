import Foundation
import Language
import TestSupport
import Testing

@testable import Session

/// A name's history is a script that makes its value again, and holds nothing it does not need.
@Suite struct HistoryTests {
  /// What a session's statements make, as they are recorded: equal lines are equal values.
  private func recorded(_ session: Session, _ name: String) -> [String] {
    session.value(of: name).map { Record.lines($0) } ?? []
  }

  /// A script, the name asked for, the statements of its history (by what they begin with).
  private static let cases: [(script: String, name: String, statements: [String])] = [
    ("x = 1\ny = 2\nx = x + 1\nz = x * 10\ny = z", "z", ["x = 1", "x = x + 1", "z ="]),
    ("x = 1\ny = x\nx = 5\nz = y", "z", ["x = 1", "y =", "z ="]),
    ("x = 3\n4\nhelp loops\ny = it + x", "y", ["x =", "4", "y ="]),
    // The seed of a row is mixed from the session's; one said or written out is not.
    (
      "set seed 3\nset digits 7\nd = generate digits 30\nt = for n in [4, 8] {\n  p = select n from d using random\n  collect n, p.label[0] as first\n}",
      "t", ["set seed", "d =", "t ="]
    ),
    ("set seed 3\nd = generate digits 30", "d", ["d ="]),
    (
      "d = generate digits 40\na, b = split d 3:1\nc = scale a to standard\ne = scale b like c\nf = scale b to unit",
      "e", ["d =", "a, b", "c =", "e ="]
    ),
    // The name of a method, a name that only looks like a choice, and a loop's own names.
    (
      "d = generate digits 20\nhow = \"random\"\nn = 3\nother = 9\nt = for n in [2, 4] { part = select n from d using how; collect n, part.label[0] as l }",
      "t", ["d =", "how =", "t ="]
    ),
    (
      "d = generate digits 20\nk = 4\nbody = dense 5 relu\nnet = input 28x28x1 | flatten | body | dense (2 * k + 2)\nfit = train net on d for 3 epochs with batch=6 recording loss, entropy on d every k epochs until loss < 0\nx = fit.loss[-1]\nsay = \"{x} of {k}\"",
      "say", ["d =", "k =", "body =", "net =", "fit =", "x =", "say ="]
    ),
    (
      "d = generate digits 20\nnet = input 28x28x1 | flatten | dense 10\ncore = select 3 from d where label > 2 using rnd with network=net, epochs=2\ncore = select all from core\nlambda = spectrum net on core",
      "lambda", ["d =", "net =", "core = select 3", "core = select all", "lambda ="]
    ),
  ]

  @Test(arguments: cases.indices)
  func theShortestScriptMakesTheValue(_ i: Int) throws {
    let (script, name, statements) = Self.cases[i]
    try Fixtures.withTemporaryFolder { folder in
      var transcript = Transcript(folder: folder)
      try transcript.run(script)
      let value = recorded(transcript.session, name)
      #expect(!value.isEmpty)
      let page = try transcript.run("history \(name)").joined(separator: "\n")
      let program = try Parser(Session.vocabulary, reading: .script).parse(page)
      #expect(program.statements.count == statements.count, "\(page)")
      for (statement, start) in zip(program.statements, statements) {
        #expect(statement.description.hasPrefix(start), "\(page)")
      }
      var again = Transcript(folder: folder)
      try again.run(page)
      #expect(recorded(again.session, name) == value)

      try transcript.run("history \(name) to \"h.ntk\"")
      let report = try Replay.run(file: folder.appendingPathComponent("h.ntk").path).report
      #expect(report.agrees, "\(report.text)")
    }
  }

  @Test func aScriptThatWasRunStandsForItsNames() throws {
    try Fixtures.withTemporaryFolder { folder in
      try "y = x + 1\nz = y * 2\n".write(
        to: folder.appendingPathComponent("part.ntk"), atomically: true, encoding: .utf8)
      var transcript = Transcript(folder: folder)
      try transcript.run("x = 4\nw = 1\nrun \"part.ntk\"\nv = z")
      #expect(
        try transcript.run("history v").joined() == "x = 4\nrun \"part.ntk\"\nv = z")
      #expect(try transcript.run("show z").joined(separator: "\n").contains("# made by: run"))
    }
  }

  @Test func aFileThatWasReadIsNamed() throws {
    try Fixtures.withTemporaryFolder { folder in
      var transcript = Transcript(folder: folder)
      try transcript.run(
        "d = generate digits 12 with seed=1\nsave d to \"d.npz\"\ne = load file from \"d.npz\"")
      try transcript.run("history e to \"e.ntk\"")
      let text = try String(
        contentsOf: folder.appendingPathComponent("e.ntk"), encoding: .utf8)
      #expect(text.contains("# tangent: data \"d.npz\" digest "))
      #expect(!text.contains("save"))
      #expect(try transcript.run("show e").joined().contains("digest"))
      // The session writes that file itself, so its own script need not find it.
      try transcript.run("save session to \"s.ntk\"")
      let whole = try String(contentsOf: folder.appendingPathComponent("s.ntk"), encoding: .utf8)
      #expect(!whole.contains("tangent: data"))
    }
  }

  @Test func whatIsWrongIsSaid() throws {
    var transcript = Transcript()
    #expect(try transcript.run("history") == ["nothing has been done yet"])
    #expect(transcript.error("history nothing")?.contains("no value named") == true)
    #expect(transcript.error("history 3")?.contains("needs the name") == true)
    try transcript.run("x = 2")
    #expect(transcript.error("history x to \"x.html\"")?.contains("ending in .ntk") == true)
    #expect(try transcript.run("history") == ["1  x = 2"])
  }
}
