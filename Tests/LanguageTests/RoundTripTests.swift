import Testing

@testable import Language

/// Parse → print → parse is the identity.
struct RoundTripTests {
  /// Where two trees begin to differ.
  private func difference(_ a: Program, _ b: Program) -> String {
    func plain(_ tree: Program) -> [Character] {
      var text = ""
      dump(tree, to: &text)
      let lines = text.split(separator: "\n").filter { line in
        !["range:", "SourceRange", "lower:", "upper:", "kind: nil", "Entry.Kind"].contains {
          line.contains($0)
        }
      }
      return Array(lines.joined(separator: "\n"))
    }
    let (x, y) = (plain(a), plain(b))
    let i = zip(x, y).enumerated().first { $1.0 != $1.1 }?.offset ?? min(x.count, y.count)
    return "…\(String(x[max(0, i - 200)..<min(x.count, i + 150)]))\nbut\n"
      + "…\(String(y[max(0, i - 20)..<min(y.count, i + 150)]))"
  }

  private let parser = Parser(TestVocabulary.vocabulary)

  /// 6,000 random programs; the first that does not come back is shown.
  @Test(arguments: 0..<12)
  func generatedTrees(batch: UInt64) throws {
    for i in 0..<500 as Range<UInt64> {
      var generator = TreeGenerator(seed: batch * 1000 + i)
      let tree = generator.program(1 + Int(i % 4), 1...3)
      for width in [100, 30, Int.max] {
        let source = tree.source(width: width)
        var text = source
        do {
          let again = try parser.parse(source)
          try #require(again == tree, "not the same tree: \(difference(tree, again))")
          // What the parser marks as queries is printed without parentheses, and still the same.
          let canonical = again.source(width: width)
          text = canonical
          try #require(
            try parser.parse(canonical) == tree, "not the same tree:\n\(canonical)")
        } catch let error as Diagnostic {
          Issue.record(
            "\(error.rendered(in: SourceText(text), colour: false))\nin\n\(text)")
          return
        }
      }
    }
  }
}
