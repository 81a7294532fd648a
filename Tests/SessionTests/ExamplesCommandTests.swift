import Catalog
import Foundation
import Language
import LinearAlgebra
import TestSupport
import Testing

@testable import Session

/// `examples NAME`: an entry's examples as a transcript, in a session of their own.
@Suite struct ExamplesCommandTests {
  /// Of every entry: each statement stands there with its prompt.
  @Test(arguments: Array(Set(Session.vocabulary.entries.map(\.name))).sorted())
  func examplesOfEveryEntryRun(name: String) throws {
    try Fixtures.withTemporaryFolder { folder in
      var transcript = Transcript(folder: folder)
      try transcript.run("net = 5")
      let page = try transcript.run("examples \(name)")[0]
      let statements = try Session.vocabulary.entries(named: name).flatMap(\.examples).flatMap {
        try Parser(Session.vocabulary, reading: .script).parse($0.code).statements
      }
      let prompts = page.split(separator: "\n").count { $0.hasPrefix("ntk> ") }
      #expect(prompts >= statements.count)
      // Nothing of the user's has changed.
      #expect(transcript.session.names.map(\.name) == ["net"])
      #expect(transcript.session.notebook.entries.count == 1)
      #expect(!transcript.session.wantsToEnd)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
    }
  }

  @Test func showsWhatIsPrinted() throws {
    var transcript = Transcript()
    let page = try transcript.run("examples sum")[0]
    #expect(page == "ntk> sum([1, 2, 4])\n7")
    #expect(try transcript.run("examples train")[0].contains("better: 5 epochs on 40 examples"))
  }

  @Test func aGroupIsAllOfIt() throws {
    var transcript = Transcript()
    let page = try transcript.run("examples optimisers")[0]
    for word in ["using sgd", "using momentum", "using adam"] { #expect(page.contains(word)) }
  }

  @Test func mistakesAreNamed() {
    var transcript = Transcript()
    #expect(transcript.error("examples trian")?.contains("did you mean “train”?") == true)
    #expect(transcript.error("examples train net")?.contains("takes one word") == true)
  }

  private final class Stopped: Watch {
    var isInterrupted: Bool { true }
    func report(_: String, _: Int, of _: Int, detail _: @autoclosure () -> String) {}
  }

  @Test func interruptionsStopThem() throws {
    var transcript = Transcript()
    transcript.session.options.watch = Stopped()
    #expect(transcript.error("examples train")?.contains("stopped") == true)
    #expect(transcript.session.names.isEmpty)
  }

  /// Help gives up on examples that take too long, never on the page.
  @Test func helpDoesNotWait() throws {
    let run = ExampleRun(
      Session.Options(), width: 80, watch: TimeLimit(.zero, before: Unwatched()))
    let entry = try #require(Session.vocabulary[.command, "train"])
    #expect(throws: Diagnostic.self) { try run.exchanges(entry.examples[0]) }
    let page = HelpPage.page(entry, Session.vocabulary, width: 80, shown: [nil, nil, nil, nil])
    #expect(page.contains("`examples train` runs them"))
  }
}
