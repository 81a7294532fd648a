import Catalog
import Language

/// `help train`, `?kernel drift`
enum Help: SessionCommand {
  static let entry = Entry(
    "help", .command, summary: "explain a word, list a group, or search",
    usage: "help [NAME|GROUP|WORDS]",
    details: """
      `help` alone shows what there is, `help layers` one group, `help dense` one entry. Words that
      name nothing are searched for in all pages. `?dense` is short for `help dense`.
      """,
    grammar: Grammar([.words], needed: 0),
    examples: [Example("help"), Example("help entropy"), Example("?data selection")],
    searchTerms: ["?", "manual", "search", "apropos", "documentation"])

  static func run(_ call: Call, _ session: inout Session) throws -> Value {
    let vocabulary = Session.vocabulary
    let words = call.words(0).map(\.text)
    guard let first = words.first else { return .page(HelpPage.overview(vocabulary)) }
    if words.count == 1 {
      if let kind = Entry.Kind.allCases.first(where: { $0.rawValue == first }) {
        return .page(HelpPage.group(kind, vocabulary))
      }
      let entries = vocabulary.entries(named: first)
      if !entries.isEmpty {
        return .page(
          entries.map { HelpPage.page($0, vocabulary) }.joined(separator: "\n\n"))
      }
    }
    let found = vocabulary.search(words)
    guard !found.isEmpty else {
      throw Diagnostic(
        .failure, "no page mentions “\(words.joined(separator: " "))”", at: call.command.range,
        suggestion: didYouMean(first, among: vocabulary.entries.map(\.name))
          ?? "help lists everything")
    }
    return .page(HelpPage.found(found))
  }
}
