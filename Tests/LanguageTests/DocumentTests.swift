import Foundation
import TestSupport
import Testing

@testable import Language

/// What `docs/language.md` says is true.
struct DocumentTests {
  private static var document: String {
    get throws {
      try String(
        contentsOf: Fixtures.root.appendingPathComponent("docs/language.md"), encoding: .utf8)
    }
  }

  /// The code between ```` ```ntk ```` and ```` ``` ````.
  static func blocks(of document: String) -> [String] {
    var blocks: [String] = []
    var block: [Substring]?
    for line in document.split(separator: "\n", omittingEmptySubsequences: false) {
      if line == "```ntk" {
        block = []
      } else if line == "```", let lines = block {
        blocks.append(lines.joined(separator: "\n"))
        block = nil
      } else {
        block?.append(line)
      }
    }
    return blocks
  }

  @Test func blocksParse() throws {
    let blocks = Self.blocks(of: try Self.document)
    #expect(blocks.count >= 4)
    for source in blocks {
      #expect(throws: Never.self, "\(source)") {
        try Parser(TestVocabulary.vocabulary).parse(source)
      }
    }
  }

  /// The table of what is read how: each left side prints as its right side.
  @Test func readings() throws {
    let rows = try Self.document.split(separator: "\n")
      .filter { $0.contains("` | is read as | `") }
    #expect(rows.count >= 10)
    for row in rows {
      let cells = row.split(separator: "`", omittingEmptySubsequences: false).map {
        $0.replacingOccurrences(of: "\\|", with: "|")
      }
      try #require(cells.count >= 4, "\(row)")
      let read = try Parser(TestVocabulary.vocabulary).parse(cells[1])
      let meant = try Parser(TestVocabulary.vocabulary).parse(cells[3])
      #expect(read == meant, "\(row)")
    }
  }
}
