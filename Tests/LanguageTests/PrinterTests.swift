import Testing

@testable import Language

struct PrinterTests {
  private func printed(_ source: String, width: Int = 100) throws -> String {
    try Parser(TestVocabulary.vocabulary).parse(source).source(width: width)
  }

  /// Blanks, signs, parentheses and numbers in one form.
  @Test(arguments: [
    ("x=3", "x = 3"), ("a,b=c", "a, b = c"), ("time  x", "time x"), ("x ;y", "x;\ny"),
    ("1_000 + .5", "1000 + 0.5"), ("1e-3", "0.001"), ("5 %", "5%"),
    ("((a))", "a"), ("((a + b)) + c", "a + b + c"), ("a + (b + c)", "a + (b + c)"),
    ("(a * b) + c", "a * b + c"), ("(a ^ b) ^ c", "(a^b)^c"), ("a ^ (b ^ c)", "a^b^c"),
    ("-(2 ^ 2)", "-2^2"), ("(-2)^2", "(-2)^2"), ("- - a", "--a"), ("a - (-b)", "a - -b"),
    ("not (a and b)", "not (a and b)"), ("(not a) and b", "not a and b"),
    ("not (a < b)", "not a < b"), ("(a < b) == c", "(a < b) == c"), ("a in(1..3)", "a in 1..3"),
    ("(1..3) .x", "(1..3).x"), ("x[ 0 ]", "x[0]"), ("log( a,b )", "log(a, b)"),
    ("[1,2,]", "[1, 2]"),
    ("a ~ b±5 %", "a ~ b +- 5%"), ("a~b+-(c)%", "a ~ b +- c %"),
    (#"'a "b" {{ {x+1}'"#, #""a \"b\" {{ {x + 1}""#), ("\"\\u{3bb}\"", "\"λ\""),
    ("? train", "help train"), ("?", "help"), ("? or x", "?or x"),
    ("entropy(net)on d", "entropy net on d"),
    ("entropy (net with seed=1) on d", "entropy (net with seed=1) on d"),
    (
      "plot (entropy net on d), (entropy net on d with a=1)",
      "plot entropy net on d, (entropy net on d with a=1)"
    ),
    ("expect (entropy net on d) ~ 3", "expect entropy net on d ~ 3"),
    ("train (entropy net) on d for 3 epochs", "train (entropy net) on d for 3 epochs"),
    ("[entropy net on d, dense 3 | relu]", "[(entropy net on d), dense 3 | relu]"),
    ("train net,on d,for 1 epoch", "train net on d for 1 epochs"),
    (
      "train net recording (loss) on d for 2 epochs", "train net recording (loss) on d for 2 epochs"
    ),
    ("dense(2*n)relu bias = no", "dense (2 * n) relu bias=no"),
    ("(dense 3)|relu", "(dense 3) | relu"),
    ("save x to (x.csv)", "save x to (x.csv)"), ("show (-1)", "show (-1)"),
    ("set seed (-1)", "set seed -1"),
    ("for x in(xs){y}", "for x in xs {\n  y\n}"),
  ])
  func canonical(source: String, expected: String) throws {
    #expect(try printed(source) == expected)
  }

  @Test func pipelinesBreakAtTheirStages() throws {
    let source = "net = input 28x28x1 | conv 16 3x3 relu | flatten | dense 10 with seed=1, init=he"
    #expect(try printed(source) == source)
    #expect(
      try printed(source, width: 60) == """
        net = input 28x28x1
          | conv 16 3x3 relu
          | flatten
          | dense 10
          with seed=1, init=he
        """)
  }

  @Test func commandsBreakBeforeTheirClauses() throws {
    let source = """
      fit = train net on core for 200 epochs using adam with rate=0.001, loss=crossentropy recording loss, entropy, loss on unseen every 10 epochs
      """
    #expect(
      try printed(source) == """
        fit = train net on core for 200 epochs using adam with rate=0.001, loss=crossentropy
          recording loss, entropy, loss on unseen every 10 epochs
        """)
    #expect(
      try printed(source, width: 40) == """
        fit = train net on core for 200 epochs
          using adam
          with rate=0.001, loss=crossentropy
          recording loss, entropy,
            loss on unseen every 10 epochs
        """)
    #expect(try printed(source, width: .max) == source)
  }

  @Test func listsAndSumsBreakAfterTheirSigns() throws {
    #expect(
      try printed("x = [1111, 2222, 3333, 4444, 5555]", width: 20) == """
        x = [1111, 2222,
          3333, 4444, 5555]
        """)
    #expect(
      try printed("x = aaaaaaa + bbbbbbb - ccccccc", width: 20) == """
        x = aaaaaaa +
          bbbbbbb - ccccccc
        """)
  }

  @Test func loopsAndComments() throws {
    let source = """
      # above
      t = for n in [1, 2], s in 1..3 {
        # inside
        a = n * s;
        #= 2
        for x in a {
          collect x
        }
        # at the end
      }
      #= 3 rows
      # closing
      """
    #expect(try printed(source) == source)
    #expect(try printed("x = 3 # beside") == "# beside\nx = 3")
  }

  @Test func everyNodeDescribesItself() throws {
    guard case .network(let network) = try parsed("dense 3 relu | (body) with seed=1").kind,
      case .layer(let call) = network.stages[0],
      case .command(let command) = try parsed("entropy net on d").kind,
      case .loop(let loop) = try parsed("for x in y { x }").kind
    else {
      Issue.record("not what was parsed")
      return
    }
    #expect("\(network)" == "dense 3 relu | (body) with seed=1")
    #expect(network.stages.map { "\($0)" } == ["dense 3 relu", "(body)"])
    #expect("\(call)" == "dense 3 relu")
    #expect("\(command)" == "entropy net on d")
    #expect("\(loop)" == "for x in y {\n  x\n}")
    #expect("\(try parsed("1+2"))" == "1 + 2")
    #expect(Statement(names: [Name("x")], value: number(3), silent: true).description == "x = 3;")
  }

  /// A comment or result that was built with line ends stays on its line.
  @Test func builtTextsStayOnTheirLine() {
    let statement = Statement(value: number(1), comments: ["a\nb"], results: ["c\r\nd"])
    #expect(statement.description == "# a b\n1\n#= c d")
  }
}
