import Catalog
import Language

/// `examples train`
enum Examples: SessionCommand {
  static let entry = Entry(
    "examples", .command, summary: "run the examples of a word's page, and show what they print",
    usage: "examples NAME|GROUP",
    details: """
      They run in a session of their own, after these lines:
      \(Example.prelude.split(separator: "\n").map { "  " + $0 }.joined(separator: "\n"))
      Nothing of your session changes, and what they save goes to a folder that is removed. What is
      shown can be typed, or pasted with its prompts, once these lines are. Ctrl-C stops them.
      """,
    returns: "A page, which is only shown.",
    grammar: Grammar([.words]),
    examples: [Example("examples sgd"), Example("examples size")],
    searchTerms: [
      "example", "demo", "demonstrate", "try", "sample", "transcript", "how", "prelude", "seen",
      "unseen", "tutorial",
    ], related: ["help", "tutorial"])

  static func run(_ call: Call, _ session: inout Session) throws -> Value {
    let vocabulary = Session.vocabulary
    let words = call.words(0)
    guard let word = words.first, words.count == 1 else {
      throw call.failure("examples takes one word", suggestion: "such as examples train")
    }
    var entries = vocabulary.entries(named: word.text)
    if entries.isEmpty, let kind = vocabulary.group(like: word.text) {
      entries = vocabulary.entries(kind)
    }
    if entries.isEmpty { entries = vocabulary.entries(like: word.text) }
    guard !entries.isEmpty else {
      throw Diagnostic(
        .failure, "no page is named “\(word.text)”", at: word.range,
        suggestion: didYouMean(word.text, among: vocabulary.entries.map(\.name))
          ?? "help lists all names")
    }
    var run = ExampleRun(
      session.options, width: session.options.width, watch: session.options.watch)
    run.showsRemarks = true
    var sheet = Sheet(width: session.options.width)
    for example in entries.flatMap(\.examples) {
      sheet.gap()
      if !example.about.isEmpty { sheet.paragraph("# \(example.about)", hanging: 2) }
      for exchange in try run.exchanges(example) {
        sheet.verbatim(ExampleRun.prompted(exchange.code, width: sheet.width))
        if exchange.shown.count == 1, let line = exchange.shown.first {
          sheet.paragraph(line, hanging: 2)
        } else {
          sheet.verbatim(exchange.shown)
        }
      }
    }
    return .page(sheet.text)
  }
}
