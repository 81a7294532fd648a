import Testing

@testable import Language

/// Where statements end: the design's "Lines." paragraph.
struct LineTests {
  private func statements(_ source: String, _ reading: Reading) throws -> [Statement] {
    try Parser(TestVocabulary.vocabulary, reading: reading).parse(source).statements
  }

  /// Goes on in both readings: the left text is the same as the right one.
  @Test(arguments: [
    ("x = 3 +\n 4", "x = 3 + 4"), ("x = 3 *\n\n\n 4", "x = 3 * 4"), ("x = -\n4", "x = -4"),
    ("x = a and\n b", "x = a and b"), ("x = a or\nnot\nb", "x = a or not b"),
    ("x = a in\n[1]", "x = a in [1]"), ("x = a ~\nb +-\n5%", "x = a ~ b +- 5%"),
    ("x = 1..\n5", "x = 1..5"), ("x = [1,\n2\n,\n3\n]", "x = [1, 2, 3]"), ("x = (\n1\n)", "x = 1"),
    ("x = log(\na\n)", "x = log(a)"), ("x = (1\n+ 2\n- 3)", "x = 1 + 2 - 3"),
    ("net = dense 3 |\n relu", "net = dense 3 | relu"), ("a,\nb = x", "a, b = x"),
    ("x = a[\n0\n]", "x = a[0]"), ("plot a,\nb", "plot a, b"),
    (
      "train net on d,\nfor 3 epochs,\nwith rate=1,\nbatch=2",
      "train net on d for 3 epochs with rate=1, batch=2"
    ),
    ("net = body,\nwith seed=3", "net = body with seed=3"),
    ("x = 3 + # why\n# because\n4", "x = 3 + 4 # why\n"),
  ])
  func goesOn(source: String, same: String) throws {
    for reading in [Reading.script, .prompt] {
      let (a, b) = (try statements(source, reading), try statements(same, reading))
      #expect(a.map(\.value) == b.map(\.value))
      #expect(a.map(\.names) == b.map(\.names))
    }
  }

  /// Goes on in a script, and in what is pasted at a prompt as one entry.
  @Test(arguments: [
    ("train net\non d\nfor 3 epochs\n\nusing adam", "train net on d for 3 epochs using adam"),
    ("net = dense 3\n| relu\nwith seed=1", "net = dense 3 | relu with seed=1"),
    ("train net on d # data\n  # how long\n  for n epochs", "train net on d for n epochs"),
    ("entropy net\non d", "entropy net on d"),
    ("plot entropy net\non d\nagainst x", "plot entropy net on d against x"),
  ])
  func goesOnInScripts(source: String, same: String) throws {
    for reading in [Reading.script, .prompt] {
      let (a, b) = (try statements(source, reading), try statements(same, reading))
      #expect(a.map(\.value) == b.map(\.value))
    }
  }

  /// Typed by itself at a prompt such a line is too late: what it belongs to has run.
  @Test(arguments: ["recording loss every 10 epochs", "| dense 10", "on d", "for 3 epochs"])
  func continuationsBeginNoEntry(line: String) {
    let error = #expect(throws: Diagnostic.self) { try statements(line, .prompt) }
    #expect(error?.kind == .syntax)
  }

  /// Inside of a loop's braces the statement has not run yet, so both readings agree.
  @Test func goesOnInsideBraces() throws {
    let source = "for x in xs {\n  fit = train net\n    on x\n    for 3 epochs\n}"
    #expect(try statements(source, .prompt) == statements(source, .script))
  }

  /// `for NAME in` always begins a loop.
  @Test func loopsBeginStatements() throws {
    let two = try statements("entropy net on d\nfor x in xs { x }", .script)
    #expect(two.count == 2)
    let one = try statements("train net on d\nfor x epochs", .script)
    #expect(one.count == 1)
  }

  /// `#=` ends a statement: what follows does not continue it.
  @Test func resultsEndStatements() throws {
    let error = #expect(throws: Diagnostic.self) {
      try statements("entropy net\n#= 3\non d", .script)
    }
    #expect(error?.message == "a line cannot begin with “on”")
    #expect(try statements("x\n#= 3\ny", .script).count == 2)
  }

  /// What is unfinished is told from what is wrong.
  @Test(arguments: [
    "x =", "x = 3 +", "x = (", "x = [1,", "f = log(x", "net = dense 3 |", "for x in xs {",
    "for x in xs {\ntrain net on d", "plot a,", "x = a and", "for x in", "expect x ~", "a,",
    "train net on d,", "x = (for y in z {\n}", "net = (dense 3", "x = a[0", "\"{x}\" +",
  ])
  func unfinished(source: String) {
    for reading in [Reading.script, .prompt] {
      for text in [source, source + "\n", source + "  # why\n\n"] {
        let error = #expect(throws: Diagnostic.self) { try statements(text, reading) }
        #expect(error?.kind == .incomplete, "\(text)")
      }
    }
  }

  @Test(arguments: [
    "x = )", "(1))", "}", "x = [1)", "train net on", "x\n= 3", "\"abc", "\"{x", "x = 3 4",
    "for x in xs",
    "x = 3,", ",", "a b", "(1]", "f(x}", "for x in xs { ) }", "x = (1 #= 2",
  ])
  func wrong(source: String) {
    let error = #expect(throws: Diagnostic.self) { try statements(source, .prompt) }
    #expect(error?.kind == .syntax)
  }
}
