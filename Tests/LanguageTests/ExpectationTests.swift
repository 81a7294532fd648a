import Testing

@testable import Language

/// What completion may offer: the text up to `▮`, what is being typed, what it may become.
struct ExpectationTests {
  private func expectation(_ marked: String, _ reading: Reading = .prompt) -> Language.Expectation {
    let parts = marked.split(separator: "▮", omittingEmptySubsequences: false)
    let text = parts.joined()
    return Parser(TestVocabulary.vocabulary, reading: reading)
      .expectation(in: text, at: parts[0].utf8.count)
  }

  @Test(
    arguments: [
      ("▮", "", [.statement, .value]), ("en▮", "en", [.statement, .value]),
      ("x = tr▮", "tr", [.value]), ("x; y▮", "y", [.statement, .value]),
      ("time ▮", "", [.statement, .value]), ("x = 3 + ▮", "", [.value]), ("log(▮", "", [.value]),
      ("[a, ▮", "", [.value]), ("λ = λ▮", "λ", [.value]),
      ("entropy ▮", "", [.operand(of: "entropy", 0), .value]),
      ("entropy net ▮", "", [.rest(of: "net"), .clauses([.on, .with], of: "entropy")]),
      ("entropy net o▮", "o", [.rest(of: "net"), .clauses([.on, .with], of: "entropy")]),
      ("entropy net on ▮", "", [.phrase(.on, of: "entropy"), .value]),
      ("entropy net on d ▮", "", [.rest(of: "d"), .clauses([.with], of: "entropy")]),
      ("entropy net with ou▮", "ou", [.option(of: ["entropy"], given: [])]),
      ("entropy net with outputs=me▮", "me", [.optionValue("outputs", of: ["entropy"]), .value]),
      ("entropy net with outputs=mean, ▮", "", [.option(of: ["entropy"], given: ["outputs"])]),
      ("generate ▮", "", [.operand(of: "generate", 0)]),
      ("generate di▮", "di", [.operand(of: "generate", 0)]),
      ("generate digits 10 with ▮", "", [.option(of: ["generate", "digits"], given: [])]),
      ("set seed ▮", "", [.operand(of: "set", 1), .value]),
      ("help tr▮", "tr", [.operand(of: "help", 0), .topic]), ("?tr▮", "tr", [.topic]),
      ("train net on d for 3 ▮", "", [.rest(of: "3"), .word("epochs")]),
      (
        "train net on d for 3 epochs ▮", "",
        [
          .clauses([.using, .with, .recording, .until], of: "train")
        ]
      ),
      ("train net on d using ad▮", "ad", [.phrase(.using, of: "train"), .value]),
      ("train net on d using adam with ▮", "", [.option(of: ["train", "adam"], given: [])]),
      ("train net on d recording lo▮", "lo", [.recorded]),
      (
        "train net on d for 3 epochs recording loss ▮", "",
        [
          .clauses([.on, .as], of: "loss"), .word("every"), .word("at"),
          .clauses([.using, .with, .until], of: "train"),
        ]
      ),
      ("select 3 from d where ▮", "", [.phrase(.where, of: "select"), .value]),
      (
        "plot loss fit ▮", "",
        [
          .rest(of: "fit"), .clauses([.on], of: "loss"), .rest(of: "loss fit"),
          .clauses([.against, .by, .from, .with, .to], of: "plot"),
        ]
      ),
      ("plot a, ▮", "", [.operand(of: "plot", 0), .value]),
      ("net = input 4 | de▮", "de", [.stage]),
      ("net = dense 3 re▮", "re", [.rest(of: "3"), .layerArgument("dense"), .rest(of: "")]),
      ("net = dense 3 bias=▮", "", [.optionValue("bias", of: ["dense"]), .value]),
      ("net = dense 3 | relu with ▮", "", [.option(of: [], given: [])]),
      ("net ▮", "", [.rest(of: "net")]), ("fit.lo▮", "lo", [.field(of: "fit")]),
      ("plot fit.▮", "", [.field(of: "fit")]),
      ("for x ▮", "", [.word("in")]), ("for x in ▮", "", [.value]),
      ("for x in xs {\n  en▮", "en", [.statement, .value]),
      (#"load mnist from "da▮"#, "da", [.path]), (#"x = 'a {b} ../▮"#, "a {b} ../", [.path]),
      (#""a {x▮"#, "x", [.value]),
      // Nothing to offer in comments and numbers, and for a new name.
      ("x # com▮", "", []), ("x = 12▮", "", []), ("for ▮", "", []),
      // Only the text before the cursor counts, and mistakes above it do not matter.
      ("entropy ▮ on d", "", [.operand(of: "entropy", 0), .value]),
      ("x = 1 2 3\ny = en▮", "en", [.value]), ("x = 3 4; ▮", "", [.statement, .value]),
    ] as [(String, String, [Language.Expectation.Want])])
  func wants(marked: String, prefix: String, wants: [Language.Expectation.Want]) {
    let made = expectation(marked)
    #expect(made.prefix == prefix)
    #expect(made.wants == wants)
  }

  @Test func placesOfThePrefix() {
    #expect(expectation("λ = entr▮").range.lower == 5)
    #expect(expectation("λ = entr▮").range.upper == 9)
    #expect(expectation("load mnist from \"da/mn▮").range.lower == 17)
    #expect(expectation("entropy ▮").range.lower == 8)
  }

  /// In a script a clause may follow on the next line.
  @Test func nextLineOfAScript() {
    #expect(
      expectation("entropy net\non ▮", .script).wants == [.phrase(.on, of: "entropy"), .value])
  }

  /// No offset, not even one inside of a character, is too far.
  @Test func anyOffset() {
    let text = "λ = \"日本 {entropy net on d}\" | dense 10 relu # é"
    for offset in -1...text.utf8.count + 1 {
      let made = Parser(TestVocabulary.vocabulary).expectation(in: text, at: offset)
      #expect(made.range.lower <= made.range.upper && made.range.upper <= text.utf8.count)
    }
  }
}
