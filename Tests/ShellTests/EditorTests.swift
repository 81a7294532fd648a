import Language
import Session
import Testing

@testable import Shell

/// What the line editor decides without a terminal.
@Suite struct EditorTests {
  @Test func pastedSessionsLoseTheirPrompts() {
    #expect(Paste.cleaned("ntk> a = 1\nntk> b = 2\n") == "a = 1\nb = 2")
    #expect(
      Paste.cleaned("  ntk> for n in 1..2 {\n...>   collect n\n...> }\n\n")
        == "for n in 1..2 {\n  collect n\n}")
    #expect(
      Paste.cleaned("entropy net on d\n#= 3.2137 nats\n  #= more\ntrace net on d")
        == "entropy net on d\ntrace net on d")
    #expect(Paste.cleaned("a\r\nb\rc\t d\u{7}\u{1B}[31m") == "a\nb\nc   d[31m")
    #expect(Paste.cleaned("# a comment\nx") == "# a comment\nx")
    #expect(Paste.cleaned("ntk>") == "" && Paste.cleaned("") == "")
  }

  /// A session as a page shows it: its results are no statements.
  @Test func pastedSessionsLoseTheirResults() {
    let parser = Parser(Session.vocabulary, reading: .prompt)
    let pasted = Paste.cleaned(
      """
      ntk> digits = generate digits 1000 with seed=1
      digits: 1000 examples of 28x28x1, 10 classes
      ntk> fit = train net on digits for 2 epochs
             recording loss, entropy
      fit: 2 epochs on 1000 examples: loss 2.3

      ntk> t = for n in 1..2 {
        collect n
      }
      t: 2 rows of n
      ntk> t
      n
      1
      """,
      isIncomplete: { parser.isIncomplete($0) }, continues: { parser.continuesStatement($0) })
    #expect(
      pasted == """
        digits = generate digits 1000 with seed=1
        fit = train net on digits for 2 epochs
               recording loss, entropy
        t = for n in 1..2 {
          collect n
        }
        t
        """)
  }

  @Test func cursorMovesBetweenLines() {
    let lines = Lines("abc\nde\n日本語")
    #expect(lines.above(2) == nil)
    #expect(lines.above(5) == 1)  // d|e → a|bc
    #expect(lines.below(1) == 5)
    #expect(lines.below(3) == 6)  // the end of a shorter line
    #expect(lines.below(6) == 13)  // two characters of three bytes
    #expect(lines.above(16) == 6)
    #expect(lines.below(16) == nil)
    #expect(Lines("").above(0) == nil)
  }

  @Test func rowsOnTheScreenAreCounted() {
    // Margin 5, width 10: five characters fit in the first row.
    #expect(Lines("abcd").lastRow(width: 10, margin: 5) == 0)
    #expect(Lines("abcde").lastRow(width: 10, margin: 5) == 1)
    #expect(Lines("abcdefghijklmno").lastRow(width: 10, margin: 5) == 2)
    #expect(Lines("ab\ncd\n").lastRow(width: 10, margin: 5) == 2)
    #expect(Lines("ab\ncd").row(of: 1, width: 10, margin: 5) == 0)
    #expect(Lines("abcd日").lastRow(width: 10, margin: 5) == 1)
  }

  @Test func indentationIsSeen() {
    #expect(Lines("a {\n  ").isIndented(6))
    #expect(Lines("a {\n    ").isIndented(8))
    #expect(!Lines("a {\n ").isIndented(5))
    #expect(!Lines("  ").isIndented(2))
    #expect(!Lines("a\n  b").isIndented(5))
  }

  @Test func hintsAreCutBetweenWords() {
    let usage = "train NETWORK on DATA for N epochs [using OPTIMISER]"
    #expect(Hint.shortened(usage, to: 100) == usage)
    #expect(Hint.shortened(usage, to: 30) == "train NETWORK on DATA for ...")
    #expect(Hint.shortened(usage, to: 29) == "train NETWORK on DATA for ...")
    #expect(Hint.shortened(usage, to: 28) == "train NETWORK on DATA ...")
    #expect(Hint.shortened(usage, to: 12) == "")
    #expect(Hint.shortened("", to: 20) == "")
    for room in 0...60 { #expect(Hint.shortened(usage, to: room).count <= room) }
  }
}
