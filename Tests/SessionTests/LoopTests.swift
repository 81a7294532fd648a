import LinearAlgebra
import TestSupport
import Testing

@testable import Session

@Suite struct LoopTests {
  @Test func collectsOneRowPerCombination() throws {
    var transcript = Transcript()
    try transcript.run(
      """
      t = for how in ["a", "b"], n in 1..3 {
        square = n^2
        collect how, n, square, n / 2 as half
      }
      """)
    guard case .table(let table)? = transcript.session.value(of: "t") else {
      Issue.record("no table")
      return
    }
    #expect(table.names == ["how", "n", "square", "half"])
    #expect(table.rows == 6)
    #expect(table.numbers("n") == [1, 2, 3, 1, 2, 3])
    #expect(table.numbers("square") == [1, 4, 9, 1, 4, 9])
    #expect(table.numbers("half") == [0.5, 1, 1.5, 0.5, 1, 1.5])
    #expect(transcript.session.value(of: "square") == nil, "names in a loop are local")
  }

  @Test func loopsNest() throws {
    var transcript = Transcript()
    try transcript.run(
      "t = for a in [1, 2] { inner = for b in [10, 20] { collect b }; collect a, sum(inner.b) as total }"
    )
    guard case .table(let table)? = transcript.session.value(of: "t") else {
      Issue.record("no table")
      return
    }
    #expect(table.numbers("total") == [30, 30])
  }

  @Test func tablesCanBeFilteredAndIndexed() throws {
    var transcript = Transcript()
    let shown = try transcript.run(
      """
      t = for n in 1..4 { collect n, n^2 as square }
      select all from t where square > 3 and n != 3
      t.square
      t[0]
      """)
    #expect(shown == ["n  square\n2       4\n4      16", "1  4  9  16", "n  square\n1       1"])
  }

  /// The row is mixed into default seeds: rows differ, and each row is the same every time.
  @Test func defaultSeedsFollowTheRow() throws {
    var transcript = Transcript()
    try transcript.run(
      """
      net = input 2 | dense 1 with seed=1
      t = for i in 1..3 { d = generate gaussians 8; collect trace net on d as m }
      u = for i in 1..3 { d = generate gaussians 8; collect trace net on d as m }
      """)
    guard case .table(let t)? = transcript.session.value(of: "t"),
      case .table(let u)? = transcript.session.value(of: "u"),
      let first = t.numbers("m"), let second = u.numbers("m")
    else {
      Issue.record("no table")
      return
    }
    #expect(Set(first).count == 3)
    #expect(first == second)
  }

  @Test func rowsMustAgree() {
    var transcript = Transcript()
    #expect(
      transcript.error("for n in 1..2 { collect n as \"x\" }") != nil)
    #expect(transcript.error("collect 3 as x")?.contains("collect works inside a loop") == true)
  }
}

@Suite struct NestedLoopTests {
  @Test func aLoopInALoopCollectsIntoTheOuterTable() throws {
    var transcript = Transcript()
    try transcript.run("t = for i in 1..2 { for n in 1..3 { collect i, n } }")
    guard case .table(let table)? = transcript.session.value(of: "t") else {
      Issue.record("no table")
      return
    }
    #expect(table.numbers("i") == [1, 1, 1, 2, 2, 2])
    #expect(table.numbers("n") == [1, 2, 3, 1, 2, 3])
  }

  @Test func anErrorNamesItsRow() {
    var transcript = Transcript()
    let message = transcript.error(
      "for how in [\"a\", \"b\"], n in [0, 1] { collect how, [5][n] as x }")
    #expect(message?.contains("in row 1: how = \"a\", n = 1") == true)
  }

  @Test func aLoopWithoutCollectPrintsNothing() throws {
    var transcript = Transcript()
    #expect(try transcript.run("for n in 1..3 { x = n }") == [])
  }

  /// Interrupted in its third row, a loop leaves two; a saved session leaves the statement out.
  @Test func anInterruptedLoopKeepsItsRows() throws {
    final class AfterChecks: Watch, @unchecked Sendable {
      var left = 100
      var isInterrupted: Bool {
        left -= 1
        return left < 0
      }
      func report(_: String, _: Int, of _: Int, detail _: @autoclosure () -> String) {}
    }
    let watch = AfterChecks()
    watch.left = .max
    var transcript = Transcript()
    try transcript.run("net = input 2 | dense 2 with seed=1\nd = generate circles 8 with seed=1")
    transcript.session.options.watch = watch
    watch.left = 20
    let shown = try transcript.run("t = for n in 1..1000 { collect n, trace net on d as trace }")
    guard case .table(let table)? = transcript.session.value(of: "t") else {
      Issue.record("no table")
      return
    }
    #expect(table.rows > 0 && table.rows < 20)
    #expect(shown.first?.hasPrefix("interrupted: the table has the \(table.rows) rows") == true)
    #expect(transcript.session.notebook.repeatable.count == 2)

    // What was made of such a table would not come out again: neither is saved, and that is said.
    transcript.session.options.watch = Unwatched()
    try Fixtures.withTemporaryFolder { folder in
      transcript.session.options.folder = folder.path
      let remarks = try transcript.run("m = mean(t.trace)\nz = 1\nsave session to \"s.ntk\"")
      #expect(
        remarks == [
          "left out: a loop that was stopped and what was made of it, 2 statements"
        ])
      #expect(transcript.error("history m")?.contains("loop that was stopped") == true)
      let report = try Replay.run(file: folder.appendingPathComponent("s.ntk").path).report
      #expect(report.agrees, "\(report.text)")
    }
  }
}
