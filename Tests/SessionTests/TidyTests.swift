import Foundation
import Language
import TestSupport
import Testing

@testable import Session

/// undo, forget and rename.
@Suite struct TidyTests {
  private func names(_ transcript: Transcript) -> [String] { transcript.session.names.map(\.name) }

  private func script(_ transcript: Transcript) -> [String] {
    transcript.session.notebook.entries.map { $0.statement.description }
  }

  @Test func undoTakesBackOneBinding() throws {
    var transcript = Transcript()
    try transcript.run("x = 3\nx = 4\ny = x + 1\nundo\nx")
    #expect(names(transcript) == ["x"] && script(transcript) == ["x = 3", "x = 4", "x"])
    try transcript.run("undo")
    #expect(transcript.number("x") == 3)
    try transcript.run("undo")
    #expect(names(transcript).isEmpty && script(transcript).isEmpty)
    #expect(transcript.error("undo")?.contains("there is nothing to undo") == true)
  }

  /// What was asked since stays in the record unless it may depend on what is taken back.
  @Test func undoKeepsTheRecordTrue() throws {
    var transcript = Transcript()
    try transcript.run("a = 2\nb = 3\na + 1\nb + 1\n\"{b}\"\nit\nset digits 7\na * 5\nundo")
    #expect(script(transcript) == ["a = 2", "a + 1", "set digits 7", "a * 5"])
    #expect(transcript.session.settings.digits == 7)
    try Fixtures.withTemporaryFolder { folder in
      let file = folder.appendingPathComponent("s.ntk").path
      try transcript.run("save session to \"\(file)\"")
      #expect(try Replay.run(file: file).report.text == "3 of 3 results agree")
    }
  }

  @Test func severalNamesAndScriptsAreOneStep() throws {
    try Fixtures.withTemporaryFolder { folder in
      try Data("p = 1\nq = 2\np = 9\n".utf8).write(to: folder.appendingPathComponent("s.ntk"))
      var transcript = Transcript(folder: folder)
      try transcript.run("a, b = [1, 2]\nrun \"s.ntk\"\nundo")
      #expect(names(transcript) == ["a", "b"])
      try transcript.run("undo")
      #expect(names(transcript).isEmpty)
      // A failure is no step, and a loop is one.
      try transcript.run("z = 1")
      #expect(transcript.error("z = nonsense") != nil)
      try transcript.run("t = for i in 1..3 { w = i; collect w }\nundo")
      #expect(names(transcript) == ["z"])
    }
  }

  @Test func forgetAndRename() throws {
    var transcript = Transcript()
    try transcript.run("a = 1\nb = 2\nc = 3\nforget a, c")
    #expect(names(transcript) == ["b"])
    try transcript.run("undo")
    #expect(names(transcript) == ["a", "b", "c"])
    try transcript.run("rename b to final")
    #expect(names(transcript) == ["a", "final", "c"] && transcript.number("final") == 2)
    try transcript.run("undo")
    #expect(names(transcript) == ["a", "b", "c"] && transcript.number("b") == 2)
  }

  @Test(arguments: [
    ("forget z", "there is no value named “z”"), ("forget aa + 1", "needs a name"),
    ("forget aa, aa", "is named twice"), ("rename z to y", "there is no value named “z”"),
    ("rename aa to b", "there is a value named “b” already"),
    ("rename aa to 3", "must be a word that can be bound"), ("rename it to x", "needs a name"),
    ("rename aa to it", "must be a word that can be bound"),
    ("for i in 1..2 { forget aa }", "forget cannot stand in a loop"),
    ("for i in 1..2 { undo }", "undo cannot stand in a loop"),
    ("recover", "only sessions at a prompt keep one"),
  ])
  func mistakes(statement: String, message: String) throws {
    var transcript = Transcript()
    try transcript.run("aa = 1\nb = 2")
    let said = transcript.error(statement)
    #expect(said?.contains(message) == true, "\(said ?? "no error")")
    #expect(names(transcript) == ["aa", "b"])
  }

  /// In session files they are statements like others.
  @Test func replayEndsWithTheSameNames() throws {
    try Fixtures.withTemporaryFolder { folder in
      var transcript = Transcript(folder: folder)
      try transcript.run("a = 1\nb = 2\nforget a\nrename b to c\nc + 1\nsave session to \"s.ntk\"")
      #expect(
        try Replay.run(file: folder.appendingPathComponent("s.ntk").path).report.text
          == "3 of 3 results agree")
      var other = Transcript(folder: folder)
      try other.run("run \"s.ntk\"")
      #expect(names(other) == ["c"])
    }
  }

  @Test func twentyStepsAreKept() throws {
    var transcript = Transcript()
    for i in 0..<30 { try transcript.run("x = \(i)") }
    for _ in 0..<UndoHistory.limit { try transcript.run("undo") }
    #expect(transcript.number("x") == 9)
    #expect(transcript.error("undo") != nil)
  }
}
