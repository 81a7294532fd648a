import Catalog
import Language
import LinearAlgebra

/// `help train`, `?kernel drift`
enum Help: SessionCommand {
  static let entry = Entry(
    "help", .command, summary: "explain a word, list a group, or search",
    usage: "help [NAME|GROUP|WORDS]",
    details: """
      `help` alone shows what there is by purpose, `help layers` lists one group, `help dense` is the
      page of one word. Words that name nothing are searched for in all pages, whatever form or
      spelling they have. `?dense` is short for `help dense`. A page shows what its examples print:
      they are run as the page is made, and left to `examples NAME` where that takes long.
      """,
    returns: "A page, which is only shown: it has no value, and no session file keeps it.",
    grammar: Grammar([.words], needed: 0),
    examples: [
      Example("help"), Example("help sgd"), Example("?effective rank"),
    ],
    searchTerms: ["?", "manual", "search", "apropos", "documentation", "man", "info", "explain"],
    related: ["examples", "tutorial", "topics", "keys"])

  /// The time that the examples of a page may take together.
  private static let patience = Duration.milliseconds(150)

  static func run(_ call: Call, _ session: inout Session) throws -> Value {
    let words = call.words(0).map(\.text)
    guard let first = words.first else {
      return .page(Overview.page(Session.vocabulary, width: session.options.width))
    }
    if words.count == 1, let page = try page(of: first, session) { return .page(page) }
    let vocabulary = Session.vocabulary
    let findings = Search(vocabulary).find(words)
    guard !findings.entries.isEmpty else {
      throw Diagnostic(
        .failure, "no page mentions “\(words.joined(separator: " "))”", at: call.command.range,
        suggestion: didYouMean(first, among: vocabulary.entries.map(\.name))
          ?? "help lists everything")
    }
    if findings.entries.count == 1, findings.isComplete, findings.readAs.isEmpty {
      return .page(try pages(of: [findings.entries[0]], session))
    }
    return .page(HelpList.found(findings, words, width: session.options.width))
  }

  /// The page of a group or a word, in any form of it; nil when nothing has that name.
  private static func page(of word: String, _ session: Session) throws -> String? {
    let vocabulary = Session.vocabulary
    let width = session.options.width
    if let kind = Entry.Kind(rawValue: word) {
      return HelpList.group(kind, vocabulary, width: width)
    }
    let exact = vocabulary.entries(named: word)
    if !exact.isEmpty { return try pages(of: exact, session) }
    if let kind = vocabulary.group(like: word) {
      return HelpList.group(kind, vocabulary, width: width)
    }
    let near = vocabulary.entries(like: word)
    return near.isEmpty ? nil : try pages(of: near, session)
  }

  private static func pages(of entries: [Entry], _ session: Session) throws -> String {
    let options = session.options
    let limit = TimeLimit(patience, before: options.watch)
    let run = ExampleRun(options, width: max(options.width - 2, 24), watch: limit)
    let pages = try entries.map { entry in
      let shown = session.depth > 0 ? [] : try entry.examples.map { try exchanges($0, run, limit) }
      return HelpPage.page(
        entry, Session.vocabulary, width: options.width, isOneOfSeveral: entries.count > 1,
        setting: Settings.all.first { $0.entry.name == entry.name && entry.kind == .setting }?
          .current(session.settings), shown: shown)
    }
    return pages.joined(separator: "\n\n")
  }

  /// What an example shows, or nil where the time is over.
  private static func exchanges(
    _ example: Example, _ run: ExampleRun, _ limit: TimeLimit
  ) throws -> [ExampleRun.Exchange]? {
    guard !limit.isOver, !example.varies else { return nil }
    do {
      return try run.exchanges(example)
    } catch let stopped as Diagnostic where stopped.kind == .interrupted && limit.isOver {
      return nil
    }
  }
}
