import Testing

@testable import Session

@Suite struct ExpressionTests {
  /// Line and what it prints.
  @Test(arguments: [
    ("1+1", "2"), ("-2^2", "-4"), ("2^3^2", "512"), ("7/2", "3.5"), ("1/3", "0.3333333"),
    ("[1, 2, 3] * 2", "2  4  6"), ("[1, 2] + [10, 20]", "11  22"), ("1..5", "1  2  3  4  5"),
    ("0..1 step 0.25", "0  0.25  0.5  0.75  1"), ("5..1", "an empty list"),
    ("5..1 step -2", "5  3  1"), ("25% * 8", "2"), ("\"a{1 + 1}b\"", "a2b"), ("\"{{x}}\"", "{x}"),
    ("28x28x1", "28x28x1"), ("80:20", "80:20"), ("yes", "yes"), ("3 < 4 and not 1 > 2", "yes"),
    ("3 in [1, 3]", "yes"), ("\"a\" in [\"b\"]", "no"), ("1 ~ 1.01 +- 0.02", "yes"),
    ("1 ~ 1.1 +- 5%", "no"), ("[3, 1, 2][0]", "3"), ("[3, 1, 2][-1]", "2"),
    ("[3, 1, 2][0..1]", "3  1"), ("28x28x1[0]", "28"), ("\"a\" + \"b\"", "ab"),
    ("1 == 1 or 1 == 2", "yes"), ("1e3", "1000"), ("1e-9", "1e-09"), ("2 * it", "nothing"),
  ])
  func prints(line: String, shown: String) throws {
    var transcript = Transcript()
    if shown == "nothing" {
      #expect(transcript.error(line)?.contains("there is no last value yet") == true)
    } else {
      #expect(try transcript.run(line) == [shown])
    }
  }

  /// Functions against values known in closed form.
  @Test(arguments: [
    ("log(exp(2))", 2.0), ("log10(1000)", 3), ("sqrt(2)^2", 2), ("abs(-3)", 3), ("round(2.5)", 3),
    ("mean([1, 2, 6])", 3), ("std([2, 4, 4, 4, 5, 5, 7, 9])", 2.138089935299395), ("std([3])", 0),
    ("max([1, 5, 2])", 5), ("min(4, 2, 3)", 2), ("sum([])", 0), ("sum([0.5, 0.25])", 0.75),
    ("size([1, 2])", 2), ("size(\"abc\")", 3), ("sort([3, 1, 2])[0]", 1), ("size(28x28x1)", 784),
  ])
  func computes(line: String, value: Double) throws {
    var transcript = Transcript()
    try transcript.run("x = \(line)")
    let x = try #require(transcript.number("x"))
    #expect(abs(x - value) <= 1e-12 * max(1, abs(value)))
  }

  @Test func itIsTheLastValue() throws {
    var transcript = Transcript()
    #expect(try transcript.run("3\nit + 1\nx = it * 10\nit") == ["3", "4", "40"])
  }

  @Test func aBindingPrintsOnlyAtAPrompt() throws {
    var script = Transcript()
    #expect(try script.run("x = 3") == [])
    var prompt = Transcript(isInteractive: true)
    #expect(try prompt.run("x = 3") == ["x: 3"])
    #expect(try prompt.run("x;") == [])
  }

  @Test func namesCanBeRebound() throws {
    var transcript = Transcript()
    #expect(try transcript.run("loss = 3\nloss = loss + 1\nloss") == ["4"])
  }

  @Test func severalNames() throws {
    var transcript = Transcript()
    #expect(try transcript.run("a, b = [1, 2]\na + 10 * b") == ["21"])
    #expect(
      transcript.error("a, b = [1, 2, 3]")?.contains("2 names cannot hold 3 values") == true)
  }

  @Test func aFailedStatementChangesNothing() throws {
    var transcript = Transcript()
    try transcript.run("x = 1")
    #expect(transcript.error("for i in 1..3 { x = i; y = nothing }") != nil)
    #expect(transcript.number("x") == 1)
    #expect(transcript.session.names.map(\.name) == ["x"])
  }
}
