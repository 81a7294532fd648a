import Foundation
import Language
import TestSupport
import Testing

@testable import Session

@Suite struct SessionFileTests {
  static let script = """
    set seed 5
    # a small study
    digits = generate digits 40
    seen, unseen = split digits 3:1
    net = input 28x28x1 | flatten | dense 12 relu | dense 10
    entropy net on seen
    help entropy
    fit = train net on seen for 4 epochs with batch=8 recording loss, entropy on unseen every 2 epochs
    spectrum fit on seen
    core = select 5 from seen using rnd with network=net, epochs=2
    sweep = for n in [4, 8], how in ["first", "random"] {
      part = select n from seen using how
      collect how, n, trace net on part as trace
    }
    sweep
    accuracy fit on unseen
    exp(entropy net on core)
    save sweep to "sweep.csv"
    """

  /// Saves the session of ``script`` in a folder and returns its text.
  private func saved(in folder: URL, extra: String = "") throws -> String {
    var transcript = Transcript(folder: folder)
    try transcript.run(Self.script + "\n" + extra)
    try transcript.run("save session to \"lab.ntk\"")
    return try String(contentsOf: folder.appendingPathComponent("lab.ntk"), encoding: .utf8)
  }

  @Test func seedsAreWrittenOutAndViewsLeftOut() throws {
    try Fixtures.withTemporaryFolder { folder in
      let text = try saved(in: folder)
      #expect(text.contains("digits = generate digits 40 with seed="))
      #expect(text.contains("split digits 3:1 with seed="))
      #expect(text.contains("dense 10 with seed="))
      #expect(text.contains("with batch=8, seed="))
      #expect(text.contains("# a small study"))
      #expect(!text.contains("help entropy"))
      #expect(!text.contains("save session"))
      #expect(text.contains("#= "))
      // The text is a script, and printing it is the identity.
      let parser = Parser(Session.vocabulary, reading: .script)
      let tree = try parser.parse(text)
      #expect(try parser.parse(tree.description) == tree)
    }
  }

  @Test func aReplayAgrees() throws {
    try Fixtures.withTemporaryFolder { folder in
      _ = try saved(in: folder)
      let file = folder.appendingPathComponent("lab.ntk").path
      let before = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      let report = try Replay.run(file: file).report
      #expect(report.agrees, "\(report.text)")
      #expect(report.text == "11 of 11 results agree")
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == before)
    }
  }

  @Test func anEditedNumberIsNamed() throws {
    try Fixtures.withTemporaryFolder { folder in
      let text = try saved(in: folder)
      let file = folder.appendingPathComponent("lab.ntk")
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      let at = try #require(lines.firstIndex { $0 == "entropy net on seen" })
      var edited = lines
      edited[at + 1] = "#= 9" + lines[at + 1].dropFirst(3)
      try edited.joined(separator: "\n").write(to: file, atomically: true, encoding: .utf8)
      let report = try Replay.run(file: file.path).report
      #expect(!report.agrees)
      #expect(
        report.text.hasPrefix(
          "10 of 11 results agree\n\(file.path):\(at + 1): entropy net on seen\n  recorded: 9"))

      // --update puts the right number back, and nothing else changes.
      _ = try Replay.run(file: file.path, update: true)
      #expect(try String(contentsOf: file, encoding: .utf8) == text)
    }
  }

  /// Networks and data made inside a query draw their seeds too, and these are written out.
  @Test(arguments: [
    "entropy (input 2 | dense 4 tanh | dense 2) on (generate circles 20)",
    "x = 2 * (entropy (input 2 | dense 4 tanh | dense 2) on (generate circles 20))",
    "x = \"{size(generate circles 5)} {trace (input 2 | dense (size(generate circles 3)) | dense 2) on (generate circles 6)}\"",
    "t = [sum((size(generate circles 2))..4), accuracy (input 2 | dense 2) on (generate circles 9)]",
    "f = train (input 2 | dense 4 | dense 2) on (generate circles 20) for 3 epochs with batch=5 recording loss, loss on (generate circles 10) as other",
  ])
  func seedsInsideQueries(statement: String) throws {
    try Fixtures.withTemporaryFolder { folder in
      var transcript = Transcript(folder: folder)
      try transcript.run(statement)
      try transcript.run("save session to \"s.ntk\"")
      let report = try Replay.run(file: folder.appendingPathComponent("s.ntk").path).report
      #expect(report.text == "1 of 1 result agree", "\(report.text)")
    }
  }

  @Test func toleranceInTheFile() throws {
    try Fixtures.withTemporaryFolder { folder in
      let file = folder.appendingPathComponent("t.ntk")
      try "1/3\n#= 0.34 +- 0.01\n2/3\n#= 0.67 +- 0.001\n".write(
        to: file, atomically: true, encoding: .utf8)
      let report = try Replay.run(file: file.path).report
      #expect(report.text.hasPrefix("1 of 2 results agree"))
    }
  }

  @Test func aScriptThatReplaysItselfEnds() throws {
    try Fixtures.withTemporaryFolder { folder in
      let file = folder.appendingPathComponent("loop.ntk")
      try "replay \"loop.ntk\"\n".write(to: file, atomically: true, encoding: .utf8)
      var transcript = Transcript(folder: folder)
      #expect(transcript.error("replay \"loop.ntk\"")?.contains("nested more than 20 deep") == true)
      try "run \"loop.ntk\"\n".write(to: file, atomically: true, encoding: .utf8)
      #expect(transcript.error("run \"loop.ntk\"")?.contains("nested more than 20 deep") == true)
    }
  }

  @Test func runBindsNamesAndPrints() throws {
    try Fixtures.withTemporaryFolder { folder in
      try "x = 3\nx + 1\n".write(
        to: folder.appendingPathComponent("part.ntk"), atomically: true, encoding: .utf8)
      var transcript = Transcript(folder: folder)
      #expect(try transcript.run("run \"part.ntk\"\nx") == ["4", "3"])
      #expect(transcript.session.notebook.entries.count == 2)
      try "x = 4\ny = zz\n".write(
        to: folder.appendingPathComponent("bad.ntk"), atomically: true, encoding: .utf8)
      let error = transcript.error("run \"bad.ntk\"")
      #expect(error?.contains("bad.ntk:2:5: there is no value named “zz”") == true)
      #expect(transcript.number("x") == 3, "nothing of a script that fails stays")
    }
  }
}

@Suite struct AgreementTests {
  /// Recorded line, new line, whether they agree within 1e-5.
  @Test(arguments: [
    ("3.213712 nats", "3.213713 nats", true), ("3.213712 nats", "3.2138 nats", false),
    ("3.213712 nats", "3.213712 bits", false), ("nan", "nan", true), ("inf", "-inf", false),
    ("3 numbers: 100 1 1e-06", "3 numbers: 100 1 2e-06", true),
    ("3 numbers: 100 1 1e-06", "3 numbers: 100 1.1 2e-06", false),
    ("digest 1234567890123456", "digest 1234567890123457", false),
    ("3.2 nats +- 0.05", "3.21 nats", true), ("3.2 nats +- 0.05", "3.3 nats", false),
    ("0", "0", true), ("0", "1e-12", false), ("12 examples", "13 examples", false),
  ])
  func agree(recorded: String, new: String, agree: Bool) {
    #expect(Agreement(relative: 1e-5).holds(recorded: recorded, new: new) == agree)
  }
}
