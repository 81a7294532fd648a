import Catalog
import Language
import TestSupport
import Testing

@testable import Session

/// Every example of every entry runs, after the prelude, in an empty folder.
@Suite struct ExampleTests {
  static let prepared: Session = {
    var transcript = Transcript()
    do { try transcript.run(Example.prelude) } catch { Issue.record("the prelude fails: \(error)") }
    return transcript.session
  }()

  @Test(
    arguments: Session.vocabulary.entries.filter { !$0.examples.isEmpty }.map {
      "\($0.kind.rawValue) \($0.name)"
    })
  func runs(id: String) throws {
    let entry = try #require(
      Session.vocabulary.entries.first { "\($0.kind.rawValue) \($0.name)" == id })
    for example in entry.examples {
      try Fixtures.withTemporaryFolder { folder in
        var transcript = Transcript(folder: folder)
        var session = Self.prepared
        session.options.folder = folder.path
        transcript.session = session
        do {
          try transcript.run(example.code)
        } catch let error as Diagnostic {
          Issue.record(
            "\(id): \(error.rendered(in: SourceText(example.code, name: nil), colour: false))")
        }
      }
    }
  }

  /// Printing a parsed example and parsing it again gives the same tree.
  @Test func examplesPrintThemselves() throws {
    let parser = Parser(Session.vocabulary, reading: .script)
    for example in Session.vocabulary.entries.flatMap(\.examples) {
      let tree = try parser.parse(example.code)
      #expect(try parser.parse(tree.description) == tree, "\(example.code)")
    }
  }
}
