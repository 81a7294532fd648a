import Foundation
import TestSupport
import Testing

@testable import Session

@Suite struct OutputTests {
  private func json(_ script: String) throws -> [[String: Any]] {
    var transcript = Transcript()
    return try transcript.run(script, .json).map { line in
      #expect(!line.contains("\n"))
      let object = try JSONSerialization.jsonObject(with: Data(line.utf8))
      return try #require(object as? [String: Any])
    }
  }

  @Test func aNumberIsAnObjectAtFullPrecision() throws {
    let objects = try json("1/3")
    #expect(objects[0]["kind"] as? String == "number")
    #expect(objects[0]["name"] as? String == "1 / 3")
    #expect(objects[0]["value"] as? Double == 1.0 / 3)
  }

  @Test func textsAreEscaped() throws {
    let objects = try json("\"a\\\"b\\\\c\\n\"")
    #expect(objects[0]["value"] as? String == "a\"b\\c\n")
  }

  @Test func numbersThatAreNotFiniteAreNull() throws {
    let objects = try json("[1/0, 0/0, 1]")
    let values = try #require(objects[0]["value"] as? [Any])
    #expect(values[0] is NSNull && values[1] is NSNull)
  }

  @Test func conventionsAreKeys() throws {
    let objects = try json(
      """
      d = generate digits 20 with seed=1
      net = input 28x28x1 | flatten | dense 8 relu | dense 10 with seed=1
      entropy net on d
      spectrum net on d with outputs=all
      """)
    #expect(objects[0]["name"] as? String == "entropy net on d")
    #expect(objects[0]["outputs"] as? String == "mean")
    #expect(objects[0]["rows"] as? Int == 20)
    #expect(objects[0]["unit"] as? String == "nats")
    #expect(objects[0]["precision"] as? String == "single")
    #expect(objects[1]["kind"] as? String == "list")
    #expect((objects[1]["value"] as? [Double])?.count == 200)
  }

  @Test func aTableHasNamedColumns() throws {
    let objects = try json("for n in 1..2 { collect n, \"r{n}\" as label }")
    #expect(objects[0]["kind"] as? String == "table")
    let value = try #require(objects[0]["value"] as? [String: Any])
    #expect(value["n"] as? [Double] == [1, 2])
    #expect(value["label"] as? [String] == ["r1", "r2"])
  }

  @Test func commaSeparated() throws {
    var transcript = Transcript()
    let shown = try transcript.run(
      "for n in 1..2 { collect n, \"a,\\\"b\" as label }\n[1.5, 2]\n3", .csv)
    #expect(shown == ["n,label\n1,\"a,\"\"b\"\n2,\"a,\"\"b\"", "value\n1.5\n2", "3"])
  }

  @Test func markdownHasTablesAndFences() throws {
    var transcript = Transcript()
    let shown = try transcript.run(
      "for n in 1..2 { collect n, \"a|b\" as label }\n[1.5, 2]\n1/3\ninput 2 | dense 1\nshow",
      .markdown)
    #expect(shown[0] == "| n | label |\n| ---: | --- |\n| 1 | a\\|b |\n| 2 | a\\|b |")
    #expect(shown[1] == "| value |\n| ---: |\n| 1.5 |\n| 2 |")
    #expect(shown[2] == "0.3333333")
    #expect(shown[3].hasPrefix("```\ninput 2 ") && shown[3].hasSuffix("\n```"))
    #expect(shown[4].hasPrefix("```\n"))
  }

  /// Every kind of value, in windows of every width: nothing is wider, and nothing crashes.
  @Test(arguments: [20, 40, 60, 80, 120])
  func whatIsShownFitsTheWindow(_ width: Int) throws {
    var transcript = Transcript(isInteractive: true)
    transcript.session.options.width = width
    try transcript.run(
      """
      d = generate digits 20 with seed=1
      net = input 28x28x1 | flatten | dense 8 relu | residual (dense 8 tanh) | dense 10 with seed=1
      k = kernel net on d
      fit = train net on d for 2 epochs recording loss, accuracy, entropy, trace
      s = spectrum net on d
      t = for n in 1..3 { collect n, n^2 as a_long_name_of_a_column, "a text that is long" as c, n^3 as e }
      w = "a text that goes on and on, and on, and on, and does not end before the window does"
      f = dense 8 relu | dense 2
      x = 1/3
      """)
    for statement in ["show", "t", "k", "net", "fit", "s", "x"] {
      for page in try transcript.run(statement, width: width) {
        let lines = page.split(separator: "\n")
        // The sentence about a kernel or a run is as long as it is, and so is code.
        let rows = ["k", "fit"].contains(statement) ? lines.dropFirst() : lines[...]
        guard width >= 40, !["net", "s"].contains(statement) else { continue }
        for line in rows { #expect(line.count <= width, "\(statement): \(line)") }
      }
    }
    // What does not go to a person at a terminal is whole.
    #expect(try transcript.run("t")[0].contains("  e"))
  }

  @Test func showSaysWhatMadeEachValue() throws {
    var transcript = Transcript()
    let shown = try transcript.run("a = 6\nb = a*7\nshow")
    #expect(
      shown[0] == """
        name  kind    shape  made by
        a     number  6      6
        b     number  42     a * 7
        """)
  }

  @Test(arguments: [
    (3.0, 5, "3"), (3.21371234, 5, "3.2137"), (123456.0, 5, "123456"), (1e-9, 3, "1e-09"),
    (0.1, 5, "0.1"), (1234567.8, 5, "1.2346e+06"), (-0.5, 3, "-0.5"), (2.0 / 3, 7, "0.6666667"),
  ])
  func significantDigits(x: Double, digits: Int, text: String) {
    #expect(significant(x, digits) == text)
  }

  @Test func networksAreShownAsTheCodeThatBuildsThem() throws {
    var transcript = Transcript()
    let shown = try transcript.run(
      "net = input 28x28x1 | flatten | dense 128 relu | dense 10 bias=no with seed=7\nshow net")[0]
    #expect(
      Transcript.withoutOrigin(shown) == """
        input 28x28x1        # 28x28x1
        | flatten            # 784
        | dense 128 relu     # 128       100480 parameters
        | dense 10 bias=no   # 10        1280 parameters
        # 101760 parameters
        """)
  }
}
