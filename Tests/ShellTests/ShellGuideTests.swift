import Foundation
import TestSupport
import Testing

/// `docs/shell.md` lists what people expect of a shell; every line names a test that there is.
@Suite struct ShellGuideTests {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// The rows of the table: feature, key or command, test.
  private func rows() throws -> [[String]] {
    let page = try String(
      contentsOf: Self.root.appendingPathComponent("docs/shell.md"), encoding: .utf8)
    return page.split(separator: "\n").compactMap { line in
      let cells = line.replacing("\\|", with: "¦").split(
        separator: "|", omittingEmptySubsequences: false
      )
      .map { $0.trimmingCharacters(in: .whitespaces) }
      guard cells.count == 6, Int(cells[1]) != nil else { return nil }
      return Array(cells[2...4])
    }
  }

  @Test func fortyFeaturesHaveATest() throws {
    let rows = try rows()
    #expect(rows.count >= 40)
    #expect(Set(rows.map { $0[0] }).count == rows.count)
    let tests = Self.root.appendingPathComponent("Tests")
    let files = try #require(
      FileManager.default.enumerator(at: tests, includingPropertiesForKeys: nil))
    var sources = ""
    for case let file as URL in files where file.pathExtension == "swift" {
      sources += try String(contentsOf: file, encoding: .utf8)
    }
    for row in rows {
      let name = row[2].filter { $0 != "`" }
      #expect(!name.isEmpty && sources.contains("func \(name)("), "\(row[0]): \(name)")
    }
  }
}
