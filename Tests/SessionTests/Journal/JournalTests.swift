import Foundation
import Language
import LinearAlgebra
import TestSupport
import Testing

@testable import Session

@Suite struct JournalTests {
  /// A session with its journal, as the shell drives them.
  private final class Shell {
    var session: Session
    var journal: Journal?
    private(set) var warnings: [String] = []

    init(_ home: URL) {
      var options = Session.Options()
      options.folder = home.path
      options.isInteractive = true
      options.journals = JournalFolder(home.appendingPathComponent("journals").path)
      session = Session(options)
      journal = options.journals.map { Journal($0, directory: home.path) }
    }

    /// Runs statements; what they show.
    @discardableResult func run(_ script: String) throws -> [String] {
      let program = try Parser(Session.vocabulary, reading: .prompt).parse(script)
      return try program.statements.flatMap { statement in
        let shown = try session.run(statement, in: SourceText(script, name: nil))
        if let warning = journal?.note(session) { warnings.append(warning) }
        return shown.map { $0.rendered(.text) }
      }
    }

    /// The process is gone: its lock with it, and nothing is said to the journal.
    func die() { journal = nil }

    var names: [String] { session.names.map(\.name) }
    var folder: JournalFolder { session.options.journals ?? JournalFolder("") }
  }

  private static let work = """
    set seed 3
    d = generate circles 20
    net = input 2 | dense 4 tanh | dense 2
    e = entropy net on d
    entropy net on d
    fit = train net on d for 5 epochs with batch=4
    sweep = for n in [4, 8] { c = select n from d using random; collect n, trace net on c as t }
    """

  @Test func everythingIsRunAgain() throws {
    try Fixtures.withTemporaryFolder { home in
      let first = Shell(home)
      #expect(first.folder.offer == nil)
      try first.run(Self.work)
      let json = try first.run("fit.loss")
      first.die()
      let second = Shell(home)
      #expect(
        second.folder.offer?.hasSuffix("broke off after 8 statements.\nrecover brings it back")
          == true)
      let said = try second.run("recover")
      #expect(said == ["recovered 8 statements; 7 of 7 results agree"], "\(said)")
      #expect(second.names == first.names)
      #expect(try second.run("fit.loss") == json)
      #expect(second.session.settings.seed == 3)
      // It is not offered again, but what was recovered is safe in the new journal.
      second.die()
      let third = Shell(home)
      #expect(third.folder.unrecovered().count == 1)
      try third.run("recover")
      #expect(third.names == first.names)
      #expect(third.folder.unrecovered().isEmpty, "a living session is not offered")
      third.journal?.end()
      third.die()
      #expect(Shell(home).folder.offer == nil)
    }
  }

  @Test func aSnapshotSavesTheWork() throws {
    try Fixtures.withTemporaryFolder { home in
      let first = Shell(home)
      try first.run(Self.work + "\nset autosave 1e-9\nx = 1\nset autosave 0\ny = x + 1\ny")
      first.die()
      let second = Shell(home)
      let said = try second.run("recover")
      #expect(
        said[0].hasPrefix("recovered 12 statements: 9 from the saved workspace, 3 run again"),
        "\(said)")
      #expect(second.names == first.names && second.session.value(of: "y") != nil)
      #expect(
        SessionFile.text(second.session.notebook, as: ScriptFormat.self, at: "/tmp/lab.ntk")
          == SessionFile.text(first.session.notebook, as: ScriptFormat.self, at: "/tmp/lab.ntk"))
      // It is there once: no undo may lose it.
      #expect(throws: Diagnostic.self) { try second.run("undo") }
      #expect(second.names == first.names)
    }
  }

  /// undo after a snapshot, loaded workspaces: what a replay could not give is kept whole.
  @Test func whatCannotBeRunAgainIsKept() throws {
    try Fixtures.withTemporaryFolder { home in
      let first = Shell(home)
      try first.run("a = 1\nset autosave 1e-9\nb = 2\nset autosave 0\nundo\nc = 3")
      try first.run("save workspace to \"w.npz\"\nload workspace from \"w.npz\"\nd = 4")
      try FileManager.default.removeItem(at: home.appendingPathComponent("w.npz"))
      first.die()
      let second = Shell(home)
      try second.run("recover")
      #expect(second.names == ["a", "c", "d"])
      second.die()
    }
  }

  @Test func filesAreNotWrittenTwice() throws {
    try Fixtures.withTemporaryFolder { home in
      let first = Shell(home)
      try first.run("l = [1, 2]\nsave l to \"l.csv\"\nm = load file from \"l.csv\" ")
      try Data("x\n9\n".utf8).write(to: home.appendingPathComponent("l.csv"))
      first.die()
      let second = Shell(home)
      let said = try second.run("recover")
      #expect(said[0].hasPrefix("recovered 3 statements"), "\(said)")
      #expect(
        try String(contentsOf: home.appendingPathComponent("l.csv"), encoding: .utf8) == "x\n9\n")
    }
  }

  @Test func statementsThatFailAreNamed() throws {
    try Fixtures.withTemporaryFolder { home in
      let first = Shell(home)
      try Data("x = 5\n".utf8).write(to: home.appendingPathComponent("part.ntk"))
      try first.run("run \"part.ntk\"\ny = 2\nz = x + y")
      try FileManager.default.removeItem(at: home.appendingPathComponent("part.ntk"))
      first.die()
      let second = Shell(home)
      let said = try second.run("recover")
      #expect(said.contains { $0.hasPrefix("  not recovered: run \"part.ntk\": ") }, "\(said)")
      #expect(said.contains { $0.hasPrefix("  not recovered: z = x + y: there is no value") })
      #expect(second.names == ["y"])
      #expect(second.folder.unrecovered().count == 1, "it can be tried again")
      try second.run("recover with drop=yes")
      #expect(second.folder.offer == nil)
    }
  }

  /// Cut at any byte, a journal gives the records that are whole.
  @Test func aTornEndIsTolerated() throws {
    try Fixtures.withTemporaryFolder { home in
      let first = Shell(home)
      try first.run(
        "x = 1\ntext = \"#. end\"\n# . 2 00000000\nt = for i in 1..2 {\n collect i\n}\nx + 1")
      first.die()
      let file = try #require(first.folder.unrecovered().first)
      #expect(file.records.count == 4 && file.records[3] == "x + 1\n#= 2\n")
      let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: file.path)))
      var counts: Set<Int> = []
      for length in 0...bytes.count {
        try Data(bytes[..<length]).write(to: URL(fileURLWithPath: file.path))
        let torn = try JournalFile(file.path)
        #expect(file.records.starts(with: torn.records))
        #expect(!torn.isClosed)
        counts.insert(torn.records.count)
      }
      #expect(counts == [0, 1, 2, 3, 4])
      // A changed byte ends what can be trusted.
      var changed = bytes
      let at = try #require(String(decoding: bytes, as: UTF8.self).range(of: "x = 1"))
      changed[
        String(decoding: bytes, as: UTF8.self).utf8.distance(from: "".startIndex, to: at.lowerBound)
      ] = 0x79
      try Data(changed).write(to: URL(fileURLWithPath: file.path))
      #expect(try JournalFile(file.path).records.isEmpty)
    }
  }

  @Test func shellsSideBySideKeepTheirOwn() throws {
    try Fixtures.withTemporaryFolder { home in
      let (a, b) = (Shell(home), Shell(home))
      try a.run("x = 1")
      try b.run("x = 2")
      #expect(a.folder.unrecovered().isEmpty)
      a.die()
      #expect(b.folder.unrecovered().count == 1)
      try b.run("recover")
      #expect(try b.run("x") == ["1"])
      b.die()
    }
  }

  @Test func oldJournalsAreRemovedButNeverSilently() throws {
    try Fixtures.withTemporaryFolder { home in
      for i in 0..<25 {
        let shell = Shell(home)
        try shell.run("x = \(i)")
        if i > 0 { shell.journal?.end() }
        shell.die()
      }
      let folder = Shell(home).folder
      let path = home.appendingPathComponent("journals").path
      #expect(folder.prune().isEmpty)
      let kept = try FileManager.default.contentsOfDirectory(atPath: path)
      #expect(kept.count == JournalFolder.kept.count + 1, "the unrecovered one stays")
      let open = try #require(folder.unrecovered().first)
      try FileManager.default.setAttributes(
        [.modificationDate: Date(timeIntervalSinceNow: -400 * 86400)], ofItemAtPath: open.path)
      let said = folder.prune()
      #expect(
        said.count == 1 && said[0].contains("1 statement that were never") == true
          || said[0].contains("never recovered"))
      #expect(folder.unrecovered().isEmpty)
    }
  }

  /// A file where the folder should be: root is not stopped by permissions.
  @Test func aJournalThatCannotBeWrittenIsSaidOnce() throws {
    try Fixtures.withTemporaryFolder { home in
      let blocked = home.appendingPathComponent("journals")
      try Data("x".utf8).write(to: blocked)
      let shell = Shell(home)
      try shell.run("x = 1\ny = 2")
      #expect(shell.warnings.count == 1, "\(shell.warnings)")
      #expect(shell.warnings[0].contains("recover will not bring back what follows"))
      // When it can be written again nothing is missing.
      try FileManager.default.removeItem(at: blocked)
      try shell.run("z = 3")
      #expect(shell.warnings.count == 1)
      shell.die()
      let second = Shell(home)
      try second.run("recover")
      #expect(second.names == ["x", "y", "z"])
    }
  }

  @Test func aScriptThatCameFirstIsKept() throws {
    try Fixtures.withTemporaryFolder { home in
      let first = Shell(home)
      var script = Session(Session.Options(folder: home.path))
      let program = try Parser(Session.vocabulary, reading: .script).parse("q = 7")
      for statement in program.statements {
        _ = try script.run(statement, in: SourceText("q = 7", name: nil))
      }
      script.options = first.session.options
      first.session = script
      #expect(first.journal?.begin(with: script) == nil)
      try first.run("r = q + 1")
      first.die()
      let second = Shell(home)
      try second.run("recover")
      #expect(second.names == ["q", "r"])
    }
  }

  /// Presses Ctrl-C at the n-th question.
  private final class Presser: Watch, @unchecked Sendable {
    var left: Int
    init(_ left: Int) { self.left = left }
    var isInterrupted: Bool {
      left -= 1
      return left < 0
    }
    func report(_ what: String, _ done: Int, of total: Int, detail: @autoclosure () -> String) {}
  }

  /// A loop that was stopped would not give its table again, so it is kept whole.
  @Test func aStoppedLoopIsKept() throws {
    try Fixtures.withTemporaryFolder { home in
      let first = Shell(home)
      try first.run("a = 1")
      first.session.options.watch = Presser(7)
      try first.run("t = for i in 1..100 { collect i }")
      first.session.options.watch = Unwatched()
      let rows = try first.run("size(t)")
      #expect(rows != ["100"])
      first.die()
      let second = Shell(home)
      try second.run("recover")
      #expect(try second.run("size(t)") == rows)
    }
  }
}
