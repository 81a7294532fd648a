import Foundation
import TestSupport
import Testing

@testable import Language

/// Parse → print → parse is the identity.
struct RoundTripTests {
  private let parser = Parser(TestVocabulary.vocabulary)

  /// 3,000 random programs, printed wide, narrow or without breaking lines.
  @Test(arguments: 0..<12 as Range<UInt64>)
  func generatedTrees(batch: UInt64) throws {
    for i in 0..<250 as Range<UInt64> {
      var generator = TreeGenerator(seed: batch * 1000 + i)
      let tree = generator.program(1 + Int(i % 4), 1...3)
      try comesBack(tree, width: [100, 30, Int.max][Int(i % 3)])
    }
  }

  /// The same for scripts as people write them: every one in the repository.
  @Test func scripts() throws {
    let folder = Fixtures.root.appendingPathComponent("docs").resolvingSymlinksInPath()
    let files = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".ntk") }.map { folder.appendingPathComponent($0) }
    #expect(!files.isEmpty)
    let document = folder.appendingPathComponent("language.md")
    let blocks = DocumentTests.blocks(of: try String(contentsOf: document, encoding: .utf8))
    let scripts = try files.map { try String(contentsOf: $0, encoding: .utf8) }
    for source in [ExampleProgramTests.source] + blocks + scripts {
      let tree = try parser.parse(source)
      for width in [100, 20] { try comesBack(tree, width: width) }
    }
  }

  /// Canonical source is printed as itself.
  @Test func canonicalSourceStays() throws {
    let source = try parser.parse(ExampleProgramTests.source).description
    #expect(try parser.parse(source).description == source)
  }

  private func comesBack(_ tree: Program, width: Int) throws {
    var source = tree.source(width: width)
    do {
      let again = try parser.parse(source)
      try #require(again == tree, "not the same tree: \(difference(tree, again))")
      // What the parser marks as queries is printed without parentheses, and still the same.
      source = again.source(width: width)
      try #require(try parser.parse(source) == tree, "not the same tree:\n\(source)")
    } catch let error as Diagnostic {
      Issue.record("\(error.rendered(in: SourceText(source), colour: false))\nin\n\(source)")
      throw error
    }
  }

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
}
