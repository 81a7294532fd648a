import Catalog
import Foundation
import TestSupport
import Testing

@testable import Session

@Suite struct HelpTests {
  @Test func everyEntryHasAPage() throws {
    var transcript = Transcript()
    for entry in Session.vocabulary.entries {
      let page = try transcript.run("help \(entry.name)")
      #expect(page.count == 1)
      #expect(page.first?.contains(entry.summary) == true, "\(entry.name)")
    }
  }

  @Test func groupsAreListed() throws {
    var transcript = Transcript()
    for kind in Entry.Kind.allCases {
      let page = try transcript.run("help \(kind.rawValue)")[0]
      for entry in Session.vocabulary.entries(kind) { #expect(page.contains(entry.name)) }
    }
  }

  @Test func theOverviewFitsAScreen() throws {
    var transcript = Transcript()
    let lines = try transcript.run("help")[0].split(
      separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.count <= 40)
    #expect(lines.allSatisfy { $0.count <= 120 })
  }

  @Test func wordsAreSearchedFor() throws {
    var transcript = Transcript()
    #expect(try transcript.run("?data selection")[0].contains("rnd"))
    #expect(transcript.error("?qqqqzzzz")?.contains("no page mentions “qqqqzzzz”") == true)
  }

  /// `scripts/docs` was run after the catalog last changed.
  @Test func theReferenceIsFresh() throws {
    let file = Fixtures.root.appendingPathComponent("docs/commands.md")
    let text = try String(contentsOf: file, encoding: .utf8)
    #expect(text == Documentation.commands(), "run scripts/docs")
  }
}
