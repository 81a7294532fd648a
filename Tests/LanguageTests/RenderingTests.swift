import Testing

@testable import Language

struct RenderingTests {
  /// The design's own example (section 6), letter by letter.
  @Test func theDesignsExample() {
    let source = "cnn = input 784 | conv 16 3x3 | dense 10"
    let diagnostic = Diagnostic(
      .failure, "conv needs an image such as 28x28x1, but receives 784", at: SourceRange(18, 22),
      suggestion: "give the image's shape: input 28x28x1")
    #expect(
      diagnostic.rendered(in: SourceText(source), colour: false) == """
        error: conv needs an image such as 28x28x1, but receives 784
          cnn = input 784 | conv 16 3x3 | dense 10
                            ^~~~ give the image's shape: input 28x28x1
        """)
  }

  @Test func scriptsNameTheirPlace() {
    let source = SourceText("x = 3\ny = 日本 + z\n", name: "lab.ntk", firstLine: 11)
    let diagnostic = Diagnostic(
      .failure, "“z” is not bound", at: SourceRange(19, 20), usage: "NAME = VALUE")
    #expect(
      diagnostic.rendered(in: source, colour: false) == """
        lab.ntk:12:12: error: “z” is not bound
          y = 日本 + z
                     ^
          usage: NAME = VALUE
        """)
  }

  @Test func withoutAPlace() {
    let diagnostic = Diagnostic(.failure, "no memory is left", suggestion: "close something")
    #expect(
      diagnostic.rendered(in: SourceText("x", name: "a.ntk"), colour: false)
        == "a.ntk: error: no memory is left\n  close something")
    let interrupted = Diagnostic(.interrupted, "stopped after 57 of 200 epochs")
    #expect(
      interrupted.rendered(in: SourceText("x"), colour: false)
        == "interrupted: stopped after 57 of 200 epochs")
  }

  @Test func colours() {
    let diagnostic = Diagnostic(
      .syntax, "no", at: SourceRange(0, 2), suggestion: "yes", usage: "maybe")
    #expect(
      diagnostic.rendered(in: SourceText("ab"), colour: true)
        == "\u{1B}[1;31merror:\u{1B}[0m no\n  ab\n  \u{1B}[1;32m^~\u{1B}[0m "
        + "\u{1B}[36myes\u{1B}[0m\n  \u{1B}[2musage: maybe\u{1B}[0m")
  }

  /// Of a long line the part around the caret is shown, never wider than the terminal.
  @Test func longLines() {
    let source = (0..<50).map { "a\($0)" }.joined(separator: " + ")
    func shown(_ word: String, _ width: Int) -> String {
      let place =
        source.range(of: word).map {
          source.utf8.distance(from: source.startIndex, to: $0.lowerBound)
        } ?? 0
      let diagnostic = Diagnostic(
        .failure, "no", at: SourceRange(place, place + word.utf8.count), suggestion: "a suggestion")
      return diagnostic.rendered(in: SourceText(source), colour: false, width: width)
    }
    #expect(
      shown("a25", 40) == """
        error: no
          …23 + a24 + a25 + a26 + a27 + a28 + a…
                      ^~~ a suggestion
        """)
    #expect(
      shown("a0 ", 30) == """
        error: no
          a0 + a1 + a2 + a3 + a4 + a5…
          ^~~ a suggestion
        """)
    #expect(
      shown("a49", 30) == """
        error: no
          …a45 + a46 + a47 + a48 + a49
                                   ^~~
          a suggestion
        """)
    for word in ["a0 ", "a7", "a25", "a48", "a49"] {
      for width in [20, 21, 33, 60, 100, 500] {
        for line in shown(word, width).split(separator: "\n") {
          #expect(line.count <= max(20, width))
        }
      }
    }
  }

  /// The caret stands under what it means whatever the characters before it.
  @Test(arguments: [
    ("日本 = @", 7), ("é = @", 4), ("e\u{301} = @", 4), ("\t= @", 3), ("👩‍🔬 = @", 5), ("🇩🇪 = @", 5),
    ("ｗ = @", 5), ("한글 @", 5), ("a\u{200B}@", 2), ("a\u{1B}[31m@", 6), ("ﬁ = @", 4), ("Ω = @", 4),
  ])
  func displayColumns(source: String, column: Int) {
    let text = SourceText(source)
    let offset = source.utf8.count - 1
    #expect(text.location(of: offset).column == column + 1)
    let lines = Diagnostic(.failure, "no", at: SourceRange(offset, offset + 1))
      .rendered(in: text, colour: false).split(separator: "\n")
    #expect(lines[2] == String(repeating: " ", count: column + 2) + "^")
    #expect(!lines[1].unicodeScalars.contains { $0.value < 0x20 })
  }

  @Test func rangesBeyondTheLine() {
    let source = SourceText("x = (1,\r\n  2\n")
    let over = Diagnostic(.failure, "no", at: SourceRange(4, 12))
    #expect(
      over.rendered(in: source, colour: false) == "error: no\n  x = (1,\n      ^~~")
    let behind = Diagnostic(.failure, "no", at: SourceRange(7, 8))
    #expect(behind.rendered(in: source, colour: false) == "error: no\n  x = (1,\n         ^")
    for range in [SourceRange(99, 100), SourceRange(0, 99), SourceRange(13, 13), SourceRange(5, 2)]
    {
      #expect(
        Diagnostic(.failure, "no", at: range).rendered(in: source, colour: false).contains("^"))
    }
    #expect(
      Diagnostic(.failure, "no", at: SourceRange(0, 0)).rendered(in: SourceText(""), colour: false)
        == "error: no\n  \n  ^")
  }

  @Test func locations() {
    let source = SourceText("a\n日b\n\nc", firstLine: 5)
    #expect(source.location(of: 0) == (5, 1))
    #expect(source.location(of: 2) == (6, 1))
    #expect(source.location(of: 5) == (6, 3))
    #expect(source.location(of: 7) == (7, 1))
    #expect(source.location(of: 8) == (8, 1))
    #expect(source.location(of: 99) == (8, 2))
    #expect(source.source(SourceRange(2, 6)) == "日b")
  }

  /// Narrow terminals get everything cut between words; logs keep the message in one line.
  @Test func narrowTerminals() {
    let diagnostic = Diagnostic(
      .failure, "the network takes examples of 28x28x1, but these are of 2", at: SourceRange(0, 2),
      suggestion: "begin the network with: input 2",
      usage: "entropy NETWORK on DATA [with outputs=all]")
    let text = SourceText("ab")
    #expect(
      diagnostic.rendered(in: text, colour: false, width: 40, wrapsMessage: true)
        == """
        error: the network takes examples of
          28x28x1, but these are of 2
          ab
          ^~ begin the network with: input 2
          usage: entropy NETWORK on DATA [with
            outputs=all]
        """)
    let log = diagnostic.rendered(in: text, colour: false, width: 40)
    #expect(log.hasPrefix("error: the network takes examples of 28x28x1, but these are of 2\n"))
    let coloured = diagnostic.rendered(in: text, colour: true, width: 40, wrapsMessage: true)
    #expect(coloured.hasPrefix("\u{1B}[1;31merror:\u{1B}[0m the network takes examples of\n"))
  }
}
