import Testing

@testable import Language

struct ExpressionTests {
  private static let (a, b, c) = (name("a"), name("b"), name("c"))

  static let trees: [(String, Expression)] = [
    ("1", number(1)), ("5%", Expression(.percent(5))), ("5 %", Expression(.percent(5))),
    ("28x28x1", size(28, 28, 1)), ("80:10:10", Expression(.ratio([80, 10, 10]))),
    ("yes", Expression(.boolean(true))), ("no", Expression(.boolean(false))), ("it", name("it")),
    ("[]", list()), ("[1, a, [b]]", list(number(1), a, list(b))), ("[a, b,]", list(a, b)),
    ("(a)", a), ("((1))", number(1)),
    // Arithmetic.
    ("a + b - c", binary(.minus, binary(.plus, a, b), c)),
    ("a - b * c", binary(.minus, a, binary(.times, b, c))),
    ("a / b / c", binary(.over, binary(.over, a, b), c)),
    ("(a - b) * c", binary(.times, binary(.minus, a, b), c)),
    ("-2^2", negative(binary(.power, number(2), number(2)))),
    ("(-2)^2", binary(.power, negative(number(2)), number(2))),
    ("2^-3", binary(.power, number(2), negative(number(3)))),
    ("a^b^c", binary(.power, a, binary(.power, b, c))),
    ("-a * b", binary(.times, negative(a), b)), ("a * -b", binary(.times, a, negative(b))),
    ("a - -b", binary(.minus, a, negative(b))), ("- - a", negative(negative(a))),
    ("2^-a.b", binary(.power, number(2), negative(field(a, "b")))),
    // Ranges.
    ("1..5", range(number(1), number(5))),
    ("1..9 step 2", range(number(1), number(9), step: number(2))),
    ("a + 1..2 * b", range(binary(.plus, a, number(1)), binary(.times, number(2), b))),
    ("-3..-1", range(negative(number(3)), negative(number(1)))),
    // Comparisons.
    ("a < b", compare(.less, a, b)), ("a <= b", compare(.atMost, a, b)),
    ("a > b", compare(.greater, a, b)), ("a >= b", compare(.atLeast, a, b)),
    ("a == b", compare(.equal, a, b)), ("a != b", compare(.unequal, a, b)),
    ("a in [1, 2]", compare(.among, a, list(number(1), number(2)))),
    ("a in 1..5 step 2", compare(.among, a, range(number(1), number(5), step: number(2)))),
    ("a + b < c * 2", compare(.less, binary(.plus, a, b), binary(.times, c, number(2)))),
    ("a <-1", compare(.less, a, negative(number(1)))),
    ("a ~ b", near(a, b)), ("a ~ b +- c", near(a, b, c)), ("a ~ b ± c", near(a, b, c)),
    ("a ~ b +- 5%", near(a, b, number(5), percent: true)),
    ("a ~ b +- 5 %", near(a, b, number(5), percent: true)),
    ("a ~ b +- c %", near(a, b, c, percent: true)),
    ("a ~ b +- (5%)", near(a, b, Expression(.percent(5)))),
    ("a ~ b +- 2 * 5%", near(a, b, binary(.times, number(2), Expression(.percent(5))))),
    ("a ~ b + c +- 2", near(a, binary(.plus, b, c), number(2))),
    // Logic.
    ("a and b or c", Expression(.either(Expression(.both(a, b)), c))),
    ("a or b and c", Expression(.either(a, Expression(.both(b, c))))),
    ("not a and b", Expression(.both(Expression(.not(a)), b))),
    ("not a == b", Expression(.not(compare(.equal, a, b)))),
    ("not not a", Expression(.not(Expression(.not(a))))),
    (
      "a == b and not c in [1]",
      Expression(
        .both(compare(.equal, a, b), Expression(.not(compare(.among, c, list(number(1)))))))
    ),
    ("(a or b) and c", Expression(.both(Expression(.either(a, b)), c))),
    // Fields, indices, calls.
    ("a.b.c", field(field(a, "b"), "c")), ("a.for", field(a, "for")), ("a.time", field(a, "time")),
    ("a[0]", Expression(.index(a, number(0)))),
    ("a[-1]", Expression(.index(a, negative(number(1))))),
    ("a[1..3]", Expression(.index(a, range(number(1), number(3))))),
    ("a[0][1].b", field(Expression(.index(Expression(.index(a, number(0))), number(1))), "b")),
    ("[1, 2][0]", Expression(.index(list(number(1), number(2)), number(0)))),
    ("(a + b).c", field(binary(.plus, a, b), "c")),
    ("log(a)", call("log", a)), ("log()", call("log")),
    ("max(a, b + 1,)", call("max", a, binary(.plus, b, number(1)))),
    ("-log(a)^2", negative(binary(.power, call("log", a), number(2)))),
    // Texts.
    (#""x""#, text("x")), ("''", Expression(.text([]))),
    (
      #""n is {a + 1}.""#,
      Expression(
        .text([.literal("n is "), .value(binary(.plus, a, number(1))), .literal(".")]))
    ),
    (#""{entropy a on b}""#, Expression(.text([.value(query("entropy", a, on: b))]))),
    (#""{"{a}"}""#, Expression(.text([.value(Expression(.text([.value(a)])))]))),
  ]

  @Test(arguments: trees)
  func tree(source: String, expected: Expression) throws {
    #expect(try parsed(source) == expected)
  }

  /// A word can be bound, catalog words too; without an operand they are names.
  @Test(arguments: [
    ("loss - 1", binary(.minus, name("loss"), number(1))),
    ("loss -1", binary(.minus, name("loss"), number(1))),
    ("train[0]", Expression(.index(name("train"), number(0)))),
    ("loss.entropy", field(name("loss"), "entropy")),
    ("loss < trace", compare(.less, name("loss"), name("trace"))),
    ("pool * dense", binary(.times, name("pool"), name("dense"))),
    ("show", name("show")), ("help", name("help")), ("flatten", name("flatten")),
    ("help or train", Expression(.either(name("help"), name("train")))),
    ("[loss, trace]", list(name("loss"), name("trace"))), ("sin", name("sin")),
  ])
  func catalogWordsAsNames(source: String, expected: Expression) throws {
    #expect(try parsed(source) == expected)
  }

  /// Ranges of expressions cover their source, parentheses included.
  @Test func placesInTheSource() throws {
    let source = "λ = (a + b) * log(c)"
    let program = try Parser(TestVocabulary.vocabulary).parse(source)
    let statement = try #require(program.statements.first)
    let text = SourceText(source)
    #expect(text.source(statement.range) == source)
    #expect(text.source(statement.names[0].range) == "λ")
    #expect(text.source(statement.value.range) == "(a + b) * log(c)")
    guard case .binary(_, let left, let right) = statement.value.kind else {
      Issue.record("not a product")
      return
    }
    #expect(text.source(left.range) == "(a + b)")
    #expect(text.source(right.range) == "log(c)")
  }
}
