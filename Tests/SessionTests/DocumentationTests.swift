import Catalog
import Foundation
import TestSupport
import Testing

@testable import Session

/// The files of `docs` that are made from the catalog.
@Suite struct DocumentationTests {
  /// `scripts/docs` was run after the catalog last changed.
  @Test func filesAreFresh() throws {
    let docs = Fixtures.root.appendingPathComponent("docs").path
    #expect(Documentation.stale(try Documentation.files(), in: docs) == [], "run scripts/docs")
  }

  /// Digits in which processors differ are no difference; anything else is.
  @Test func staleMeansMoreThanRounding() {
    #expect(Documentation.agree("a\n3.2137 nats", "a\n3.2138 nats"))
    #expect(!Documentation.agree("a\n3.2137 nats", "a\n3.3 nats"))
    #expect(!Documentation.agree("3.2137 nats", "3.2137 bits"))
    #expect(!Documentation.agree("a", "a\nb"))
  }

  @Test func syntaxFilesHaveEveryWord() throws {
    let files = EditorFiles.all(Session.vocabulary)
    let vim = try #require(files.first { $0.path.hasSuffix("syntax/ntk.vim") }).text
    let code = try #require(files.first { $0.path.hasSuffix("tmLanguage.json") }).text
    for entry in Session.vocabulary.entries where entry.kind != .topic {
      for text in [vim, code] {
        let words = Set(text.split { !$0.isLetter && !$0.isNumber && $0 != "_" }.map(String.init))
        #expect(words.contains(entry.name), "\(entry.name)")
      }
    }
    for file in files where file.path.hasSuffix(".json") {
      #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(file.text.utf8)) }
    }
  }
}
