import Catalog
import Foundation
import Language
import LinearAlgebra
import TestSupport
import Testing

@testable import Session

/// Pages, groups and searches.
@Suite struct HelpTests {
  private func page(_ statement: String, width: Int = 80) throws -> String {
    var transcript = Transcript()
    transcript.session.options.width = width
    return try transcript.run(statement)[0]
  }

  /// Each part once, whatever the lines it is broken into.
  private func joined(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  @Test func everyEntryHasAPage() throws {
    for entry in Session.vocabulary.entries {
      let page = HelpPage.page(entry, Session.vocabulary, width: 100)
      #expect(joined(page).contains(joined(entry.summary)), "\(entry.name)")
      #expect(page.contains("examples"), "\(entry.name) has no example")
      let first = try #require(HelpPage.forms(entry.usage).first)
      #expect(!first.isEmpty && joined(page).contains(joined(first)), "\(entry.name)")
    }
  }

  /// Whatever the terminal: no line is longer than it is wide.
  @Test func pagesFitAnyWidth() throws {
    for width in [40, 41, 57, 80, 100, 120] {
      func check(_ page: String, _ name: String) {
        for line in page.split(separator: "\n") where DisplayWidth.of(String(line)) > width {
          Issue.record("\(name) at \(width): \(line)")
        }
      }
      for entry in Session.vocabulary.entries {
        check(HelpPage.page(entry, Session.vocabulary, width: width), entry.name)
      }
      for kind in Entry.Kind.allCases {
        check(HelpList.group(kind, Session.vocabulary, width: width), kind.rawValue)
      }
      check(Overview.page(Session.vocabulary, width: width), "help")
      check(try page("?learning rate", width: width), "?")
    }
  }

  /// With what the examples print, too; pictures are drawn for the width.
  @Test(arguments: ["sgd", "plot", "entropy", "pictures", "show", "loops", "digits"])
  func pagesWithOutputFit(name: String) throws {
    for width in [40, 80] {
      for entry in Session.vocabulary.entries(named: name) {
        let run = ExampleRun(Session.Options(), width: width - 2, watch: Unwatched())
        let page = HelpPage.page(
          entry, Session.vocabulary, width: width, shown: try entry.examples.map(run.exchanges))
        for line in page.split(separator: "\n") {
          #expect(DisplayWidth.of(String(line)) <= width, "\(line)")
        }
      }
    }
  }

  /// What stands under an example is what it prints.
  @Test func examplesShowTheirOutput() throws {
    let entry = try #require(Session.vocabulary[.function, "sum"])
    let run = ExampleRun(Session.Options(), width: 78, watch: Unwatched())
    let page = HelpPage.page(
      entry, Session.vocabulary, width: 80, shown: try entry.examples.map(run.exchanges))
    #expect(page.contains("  ntk> sum([1, 2, 4])\n  7"))
  }

  /// Examples are broken so that they stay statements, which can be pasted at a prompt.
  @Test func brokenExamplesAreCode() throws {
    let (script, prompt) = (
      Parser(Session.vocabulary, reading: .script), Parser(Session.vocabulary, reading: .prompt)
    )
    for example in Session.vocabulary.entries.flatMap(\.examples) {
      for width in [40, 60, 78] {
        let lines = CodeLines.wrapped(example.code, width: width)
        let text = lines.joined(separator: "\n")
        guard let again = try? prompt.parse(text) else {
          Issue.record("no code any more at \(width): \(text)")
          continue
        }
        let whole = try script.parse(example.code)
        #expect(again.description == whole.description, "\(text)")
      }
    }
  }

  @Test func theOverviewFitsAScreen() throws {
    let wide = try page("help").split(separator: "\n", omittingEmptySubsequences: false)
    // A prompt stands below it.
    #expect(wide.count <= 23)
    let narrow = try page("help", width: 40)
    for page in [wide.joined(separator: "\n"), narrow] {
      for word in ["tutorial", "Tab", "help NAME", "?words"] { #expect(page.contains(word)) }
    }
  }

  /// A new command shows where it belongs, and no word is listed that is none.
  @Test func theOverviewHasEveryCommand() throws {
    let words = Overview.purposes.flatMap(\.words)
    #expect(Set(words).count == words.count)
    for name in Session.vocabulary.names(.command) { #expect(words.contains(name), "\(name)") }
    for word in words where word != "tutorial" {
      #expect(
        !Session.vocabulary.entries(named: word).isEmpty || Entry.Kind(rawValue: word) != nil,
        "\(word)")
    }
  }

  /// The lines a newcomer is told to type give a picture.
  @Test func theOverviewsLinesRun() throws {
    var transcript = Transcript(isInteractive: true)
    let shown = try transcript.run(Overview.start)
    #expect(shown.last?.split(separator: "\n").count ?? 0 > 10)
  }

  @Test func groupsAreListed() throws {
    for kind in Entry.Kind.allCases {
      let text = try page("help \(kind.rawValue)")
      for entry in Session.vocabulary.entries(kind) {
        #expect(text.contains("  \(entry.name)  "), "\(entry.name)")
      }
    }
  }

  @Test(arguments: [
    ("layer", "graphconv"), ("optimizers", "momentum"), ("optimizer", "momentum"),
    ("verbs", "generate"), ("quantity", "spectrum"), ("activation", "gelu_tanh"),
    ("Layers", "graphconv"),
  ])
  func groupsHaveOtherForms(word: String, member: String) throws {
    #expect(try page("help \(word)").contains("  \(member)  "))
  }

  @Test(arguments: [
    ("networks", "network:"), ("seeds", "seeds:"), ("keys", "keys:"),
    ("initialization", "initialisation:"),
    ("TRAIN", "train:"), ("losses", "crossentropy"), ("trains", "train:"),
  ])
  func pagesHaveOtherForms(word: String, beginning: String) throws {
    #expect(try page("help \(word)").contains(beginning))
  }

  @Test func everyPrepositionAndSettingSaysWhatItIs() throws {
    for preposition in Preposition.allCases {
      let entry = try #require(Session.vocabulary[.preposition, preposition.rawValue])
      #expect(entry.details.count > 80 && !entry.examples.isEmpty)
      let page = try page("help \(entry.name)")
      #expect(page.contains("taken by"))
      // Every use that the page shows is one of its word.
      for example in entry.examples where preposition != .on {
        #expect(example.code.contains(" \(entry.name) "), "\(example.code)")
      }
    }
    for setting in Settings.all {
      let entry = setting.entry
      #expect(!entry.details.isEmpty)
      var transcript = Transcript()
      let before = try transcript.run("help \(entry.name)").joined()
      let usual = setting.current(SettingValues())
      #expect(before.contains("default") && before.contains("now"), "\(entry.name)")
      try transcript.run(entry.examples[0].code)
      let after = joined(try transcript.run("help \(entry.name)").joined())
      #expect(after.contains("now \(setting.current(transcript.session.settings))"))
      #expect(setting.current(transcript.session.settings) != usual)
    }
  }

  /// Quantities, losses, optimisers and methods say what is computed.
  @Test func formulasAreThere() {
    for kind in [Entry.Kind.quantity, .loss, .optimiser, .method] {
      for entry in Session.vocabulary.entries(kind) {
        #expect(!entry.details.isEmpty && HelpPage.gives(entry) != nil, "\(entry.name)")
      }
    }
    for entry in Session.vocabulary.entries(.command) where entry.name != "tutorial" {
      #expect(HelpPage.gives(entry) != nil, "\(entry.name)")
    }
  }

  @Test func relatedWordsHavePages() {
    let groups = Entry.Kind.allCases.map(\.rawValue)
    for entry in Session.vocabulary.entries {
      for name in entry.related where name != "tutorial" {
        #expect(
          groups.contains(name) || !Session.vocabulary.entries(named: name).isEmpty,
          "\(entry.name): \(name)")
      }
    }
  }

  /// One file for each topic, and each in the table.
  @Test func topicsAreTheFilesOfTheirFolder() throws {
    let folder = Fixtures.root.appendingPathComponent("Sources/Session/Help/Topics").path
    let files = try FileManager.default.contentsOfDirectory(atPath: folder)
      .filter { $0.hasSuffix("Topic.swift") }.map { $0.dropLast("Topic.swift".count).lowercased() }
    let names = Set(Topics.all.map(\.name))
    #expect(Set(files).isSubset(of: names))
    // The network's page stands with the code that reads its options.
    #expect(names.subtracting(files) == ["network"])
  }

  // MARK: Searching

  /// A newcomer's words, and a page that must be among the first three.
  @Test(arguments: [
    ("interrupt training", "interrupting"), ("Ctrl-C", "interrupting"),
    ("kernel drift", "dynamics"),
    ("learning rate", "sgd"), ("save figure", "pictures"), ("overfitting", "overfitting"),
    ("effective rank", "entropy"), ("stop early", "until"), ("reproduce a result", "seeds"),
    ("how do I export to numpy", "python"), ("number of threads", "precision"),
    ("choose examples", "select"), ("eigenvalues", "spectrum"), ("handwritten digits", "mnist"),
    ("plot colour", "pictures"), ("color", "pictures"), ("repeat for several seeds", "loops"),
    ("undo a mistake", "undo"), ("crash", "recover"), ("convolution", "conv"),
    ("mini batch size", "train"), ("keyboard shortcuts", "keys"), ("xavier", "initialisation"),
    ("test accuracy", "accuracy"), ("gradient descent", "sgd"), ("exit code", "process"),
    ("random network distillation", "rnd"), ("normalise the inputs", "scale"),
    ("averging over seeds", "loops"), ("list variables", "show"), ("quit", "exit"),
    ("pandas dataframe", "python"), ("double precision", "precision"), ("auto encoder", "train"),
    ("x axis", "against"), ("options of a command", "with"), ("spetrum", "spectrum"),
  ])
  func newcomersFindTheirPages(words: String, expected: String) throws {
    let typed = words.split(separator: " ").map(String.init)
    let found = Search(Session.vocabulary).find(typed).entries.prefix(3).map(\.name)
    #expect(found.contains(expected), "\(words): \(found)")
  }

  @Test func wordsAreSearchedFor() throws {
    #expect(try page("?data selection").contains("rnd"))
    #expect(try page("?Ctrl-C").contains("interrupting"))
    #expect(try page("?spetrum of eigenvalus").contains("“spetrum” is read as “spectrum”"))
    #expect(try page("?zebra spectrum").contains("No page mentions all of"))
    var transcript = Transcript()
    #expect(transcript.error("?qqqqzzzz")?.contains("no page mentions “qqqqzzzz”") == true)
  }

  /// Signs between the words of a question are no mistake; what follows it still is a statement.
  @Test func questionsMayHoldSigns() throws {
    let parser = Parser(Session.vocabulary, reading: .script)
    #expect(try parser.parse("?Ctrl-C; x = 1").statements.count == 2)
    #expect(try parser.parse("? learning rate = 0.1\nx = 1").statements.count == 2)
    #expect(try parser.parse("for n in 1..2 { ?train }").statements.count == 1)
    #expect(throws: Diagnostic.self) { try parser.parse("?a -\nx = 1") }
  }
}
