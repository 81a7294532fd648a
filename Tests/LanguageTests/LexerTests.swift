import Testing

@testable import Language

struct LexerTests {
  private func kinds(_ text: String) -> [Token.Kind] {
    var lexer = Lexer(Array(text.utf8))
    lexer.run()
    return lexer.tokens.map(\.kind).dropLast()
  }

  @Test(arguments: [
    ("0", 0), ("3", 3), ("1_000", 1000), ("2.5", 2.5), ("1.", 1), (".5", 0.5), ("1e3", 1000),
    ("1e-3", 0.001), ("1E+2", 100), ("12.5e-1", 1.25), ("9007199254740993", 9_007_199_254_740_992),
    ("1.7976931348623157e308", .greatestFiniteMagnitude), ("0e9999", 0), ("0.0e-999", 0),
  ])
  func numbers(text: String, value: Double) {
    #expect(kinds(text) == [.number(value)])
  }

  @Test(arguments: [
    ("28x28x1", [28, 28, 1]), ("3x3", [3, 3]), ("1x2147483647", [1, 2_147_483_647]),
    ("1_0x2", [10, 2]),
  ])
  func sizes(text: String, axes: [Int]) {
    #expect(kinds(text) == [.size(axes)])
  }

  @Test(arguments: [
    ("80:20", [80, 20]), ("80:10:10", [80, 10, 10]), ("0.5:0.25", [0.5, 0.25]),
  ])
  func ratios(text: String, shares: [Double]) {
    #expect(kinds(text) == [.ratio(shares)])
  }

  @Test func percentAndRange() {
    #expect(kinds("5%") == [.percent(5)])
    #expect(kinds("1..5") == [.number(1), .symbol(.range), .number(5)])
    #expect(kinds("1.5..2.5") == [.number(1.5), .symbol(.range), .number(2.5)])
    #expect(kinds("x.y") == [.word("x"), .symbol(.dot), .word("y")])
    #expect(kinds("[.5, (.5)]").contains(.number(0.5)))
  }

  @Test func everySign() {
    for symbol in Symbol.allCases {
      #expect(kinds(symbol.rawValue) == [.symbol(symbol)])
      #expect(kinds("a \(symbol.rawValue) b") == [.word("a"), .symbol(symbol), .word("b")])
    }
    #expect(kinds("±") == [.symbol(.tolerance)])
  }

  @Test(arguments: [
    #""a b""#: "a b", #"'a "b"'"#: "a \"b\"", #""\"\\\n\t\'""#: "\"\\\n\t'", #""{{}}""#: "{}",
    #""a}b""#: "a}b", #""\u{3bb}\u{1}""#: "λ\u{1}", "\"日本\"": "日本",
    ##""# no comment""##: "# no comment",
  ])
  func texts(source: String, value: String) {
    #expect(kinds(source) == [.text([.literal(value)])])
  }

  @Test func interpolation() {
    let inner = Token(kind: .word("n"), range: .nowhere)
    let end = Token(kind: .end, range: .nowhere)
    #expect(
      kinds(#""a {n} b{n}""#) == [
        .text([
          .literal("a "), .tokens([inner, end]), .literal(" b"), .tokens([inner, end]),
        ])
      ])
    #expect(kinds("\"\"") == [.text([])])
    // Quotes and braces inside of the braces belong to what stands there.
    guard case .text(let pieces)? = kinds(#""{x["k"] + "}"}""#).first else {
      Issue.record("not a text")
      return
    }
    #expect(pieces.count == 1)
  }

  @Test func words() {
    #expect(kinds("λ größe _x n2 日本") == ["λ", "größe", "_x", "n2", "日本"].map(Token.Kind.word))
    // The same letter, composed and decomposed, is the same word.
    #expect(kinds("e\u{301}") == [.word("é")])
  }

  @Test func blanksAndLines() {
    #expect(kinds("\u{FEFF}x \t\u{A0}y") == [.word("x"), .word("y")])
    #expect(kinds("x\r\n\n  \ny") == [.word("x"), .newline, .word("y")])
    #expect(
      kinds("x #= 3.2  \r\n#=\n") == [.word("x"), .result("3.2"), .newline, .result(""), .newline])
  }

  @Test func commentsAreKeptAside() {
    var lexer = Lexer(Array("# one\nx #two\n#\n## three".utf8))
    lexer.run()
    #expect(lexer.comments.map(\.text) == ["one", "two", "", "# three"])
    #expect(lexer.tokens.map(\.kind) == [.newline, .word("x"), .newline, .end])
  }

  /// Offsets are UTF-8 offsets into the source, whatever the text.
  @Test func offsets() {
    let source = "λ = \"日本 {x}\" + 28x28 # c\n80:20 5%"
    var lexer = Lexer(Array(source.utf8))
    lexer.run()
    let slices = lexer.tokens.map { token in
      String(decoding: Array(source.utf8)[token.range.lower..<token.range.upper], as: UTF8.self)
    }
    #expect(slices == ["λ", "=", "\"日本 {x}\"", "+", "28x28", "\n", "80:20", "5%", ""])
  }
}
