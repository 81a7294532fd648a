import Catalog
import Language

/// Pages made from entries: for `help`, and for `docs/commands.md`.
enum HelpPage {
  /// One screen: what there is, by purpose.
  static func overview(_ vocabulary: Vocabulary) -> String {
    func names(_ title: String, _ kinds: Entry.Kind...) -> String {
      wrapped(title, kinds.flatMap { vocabulary.names($0) })
    }
    return """
      Tangent: neural networks through their empirical neural tangent kernel.

        d = generate digits 500 with seed=1                         make or load data
        net = input 28x28x1 | flatten | dense 128 relu | dense 10   define a network
        entropy net on d                                            ask for a quantity
        fit = train net on d for 20 epochs recording loss, entropy  train
        plot fit.loss, fit.entropy against fit.epoch                look

      \(names("commands", .command))
      \(names("quantities", .quantity))
      \(names("layers", .layer))
      \(names("activations", .activation))
      \(names("generators", .generator))
      \(names("sources", .source))
      \(names("methods", .method))
      \(names("optimisers", .optimiser))
      \(names("losses", .loss))
      \(names("functions", .function))
      \(names("settings", .setting))
      \(names("prepositions", .preposition))
      \(names("topics", .topic))

      help NAME explains one of them: help train, help relu, help on, help loops.
      ?words searches all pages: ?data selection.
      tutorial 1 begins the first of \(Lessons.headings.count) lessons.
      """
  }

  /// `commands     generate load …`, in lines of at most 79 columns.
  private static func wrapped(_ title: String, _ words: [String]) -> String {
    var lines = [title.padded(12)]
    for word in words {
      if lines[lines.count - 1].count + word.count + 1 > 79 { lines.append("".padded(12)) }
      lines[lines.count - 1] += " " + word
    }
    return lines.joined(separator: "\n")
  }

  /// The page of one entry.
  static func page(_ entry: Entry, _ vocabulary: Vocabulary) -> String {
    var parts = ["\(entry.name): \(entry.summary)", "  \(entry.usage)"]
    if !entry.details.isEmpty { parts.append(indented(entry.details)) }
    if let grammar = entry.grammar, !grammar.clauses.isEmpty {
      let lines = grammar.clauses.map { clause in
        "  \(clause.preposition.rawValue.padded(10)) \(clause.preposition.summary)"
      }
      parts.append("clauses\n" + lines.joined(separator: "\n"))
    }
    if !entry.parameters.isEmpty {
      parts.append("arguments\n" + entry.parameters.map(line).joined(separator: "\n"))
    }
    if entry.kind == .preposition {
      let users = vocabulary.entries.filter { other in
        Preposition(rawValue: entry.name).map { other.grammar?.allows($0) ?? false } ?? false
      }
      parts.append("used by  \(users.map(\.name).joined(separator: " "))")
    }
    if !entry.examples.isEmpty {
      let lines = entry.examples.map { example in
        example.code.split(separator: "\n", omittingEmptySubsequences: false)
          .map { "  \($0)" }.joined(separator: "\n")
          + (example.about.isEmpty ? "" : "    # \(example.about)")
      }
      parts.append("examples\n" + lines.joined(separator: "\n"))
    }
    return parts.joined(separator: "\n\n")
  }

  /// The entries of one table, a line each.
  static func group(_ kind: Entry.Kind, _ vocabulary: Vocabulary) -> String {
    list(vocabulary.entries(kind))
  }

  /// Entries found by a search.
  static func found(_ entries: [Entry]) -> String {
    list(entries.prefix(20).map { $0 }, withKind: true)
  }

  private static func list(_ entries: [Entry], withKind: Bool = false) -> String {
    let width = entries.map(\.name.count).max() ?? 0
    return entries.map { entry in
      "  \(entry.name.padded(width))  \(entry.summary)"
        + (withKind ? "  [\(entry.kind.rawValue)]" : "")
    }.joined(separator: "\n")
  }

  /// `  rate=NUMBER   step size … (default 0.001)`
  static func line(_ parameter: Parameter) -> String {
    let name =
      switch parameter.place {
      case .operand: parameter.name.uppercased()
      case .word: parameter.kind.words.joined(separator: "|")
      case .option: "\(parameter.name)="
      }
    let kind = parameter.place == .word ? "" : " \(parameter.kind.description)"
    let fallback = parameter.fallback.map { "; default \(plain($0))" } ?? ""
    return "  \(name.padded(14)) \(parameter.summary) (\(kind.drop { $0 == " " })\(fallback))"
      .replacing(" ()", with: "").replacing("(; ", with: "(")
  }

  private static func plain(_ value: ArgumentValue) -> String {
    switch value {
    case .number(let x): shortest(x)
    case .text(let text): text
    case .boolean(let flag): flag ? "yes" : "no"
    case .size(let axes): axes.map(String.init).joined(separator: "x")
    case .numbers(let list): "[" + list.map { shortest($0) }.joined(separator: ", ") + "]"
    case .object: "…"
    }
  }

  private static func indented(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { "  \($0)" }
      .joined(separator: "\n")
  }
}
