import Catalog
import Testing

@testable import Language

struct StatementTests {
  private func program(_ source: String, _ reading: Reading = .script) throws -> Program {
    try Parser(TestVocabulary.vocabulary, reading: reading).parse(source)
  }

  @Test func bindings() throws {
    #expect(try program("x = 3").statements == [bind("x", to: number(3))])
    #expect(try program("a, b,c = x").statements == [bind("a", "b", "c", to: name("x"))])
    #expect(try program("x =\n  3").statements == [bind("x", to: number(3))])
    // Catalog words can be bound.
    #expect(try program("loss = 3").statements == [bind("loss", to: number(3))])
    #expect(try program("train, pool = x").statements == [bind("train", "pool", to: name("x"))])
  }

  @Test func timed() throws {
    var statement = bind("a", "b", to: number(1))
    statement.timed = true
    #expect(try program("time a, b = 1").statements == [statement])
    #expect(try program("time -x").statements[0].value == negative(name("x")))
    #expect(try program("time x").statements[0].timed)
  }

  @Test func semicolonsAreSilent() throws {
    let statements = try program("x = 3; y = 4;\nz;;\n ; w").statements
    #expect(statements.map(\.silent) == [true, true, true, false])
    #expect(statements.map(\.names.first?.text) == ["x", "y", nil, nil])
  }

  @Test(arguments: ["", "\n\n", "  ", ";", ";;\n;", "\t"])
  func nothing(source: String) throws {
    #expect(try program(source) == Program([]))
  }

  @Test func comments() throws {
    let source = """
      # first

      # second
      x = 3 # third
      # fourth
      y = [1, # fifth
        2] # sixth

      # seventh
      """
    let program = try program(source)
    #expect(
      program.statements.map(\.comments) == [
        ["first", "second", "third"], ["fourth", "fifth", "sixth"],
      ])
    #expect(program.closing == ["seventh"])
  }

  @Test func results() throws {
    let source = """
      entropy net on d
      #= 3.2137 nats   (mean over 10 outputs)
      #=   second line

      #=
      x = 3 #= here
      #= 9
      """
    let program = try program(source)
    #expect(
      program.statements.map(\.results) == [
        ["3.2137 nats   (mean over 10 outputs)", "  second line", ""], ["here", "9"],
      ])
  }

  /// A result under nothing is kept as a comment.
  @Test func orphanedResult() throws {
    let program = try program("#= 3\nx = 1")
    #expect(program.statements.map(\.comments) == [["= 3"]])
    #expect(program.statements[0].results.isEmpty)
    #expect(try self.program("#= 3").closing == ["= 3"])
  }

  @Test func loops() throws {
    let source = """
      t = for a in xs, b in 1..3 { # one
        # two
        y = a * b
        #= 4
        for c in [a, b] { collect c }
        # three
      } # four
      """
    let statement = try #require(try program(source).statements.first)
    guard case .loop(let loop) = statement.value.kind else {
      Issue.record("not a loop")
      return
    }
    #expect(
      loop.variables == [
        Loop.Variable(Name("a"), in: name("xs")),
        Loop.Variable(Name("b"), in: range(number(1), number(3))),
      ])
    #expect(loop.body.statements.map(\.comments) == [["one", "two"], []])
    #expect(loop.body.statements[0].results == ["4"])
    #expect(loop.body.closing == ["three"])
    #expect(statement.comments == ["four"])
    let inner = Loop(
      [Loop.Variable(Name("c"), in: list(name("a"), name("b")))],
      body: Program([bind(to: command("collect", .items([item(name("c"))])))]))
    #expect(loop.body.statements[1].value == Expression(.loop(inner)))
  }

  @Test func emptyAndOneLineLoops() throws {
    #expect(try parsed("for x in xs {}") == parsed("for x in xs {\n\n}"))
    #expect(try parsed("for x in xs { a; b }") == parsed("for x in xs {\na;\nb\n}"))
    #expect(try parsed("(for x in xs { x }).x") != parsed("for x in xs { x }"))
  }

  @Test func namesKnowTheirPlace() throws {
    let statement = try program("  λ, bb = x").statements[0]
    #expect(statement.names.map(\.range.lower) == [2, 6])
    #expect(statement.names.map(\.range.upper) == [4, 8])
  }

  /// A word that begins no command and no layer is one, whatever the vocabulary.
  @Test func emptyVocabulary() throws {
    let parser = Parser(Vocabulary([]))
    #expect(try parser.parse("x = 2 * y\nloss | relu").statements.count == 2)
    #expect(throws: Diagnostic.self) { try parser.parse("entropy net on d") }
  }
}
