import Catalog
import Language

/// The page of one entry, set in the columns of a terminal.
struct HelpPage {
  /// What examples showed, each with its exchanges; nil for an example that was not run.
  typealias Shown = [[ExampleRun.Exchange]?]

  private let entry: Entry
  private let vocabulary: Vocabulary
  private var sheet: Sheet

  /// - Parameters:
  ///   - entry: the entry.
  ///   - isOneOfSeveral: others have its name, so its kind is said.
  ///   - setting: the value a setting has now.
  ///   - shown: what the examples show, in their order.
  static func page(
    _ entry: Entry, _ vocabulary: Vocabulary, width: Int, isOneOfSeveral: Bool = false,
    setting: String? = nil, shown: Shown = []
  ) -> String {
    var page = HelpPage(entry: entry, vocabulary: vocabulary, sheet: Sheet(width: width))
    page.write(isOneOfSeveral: isOneOfSeveral, setting: setting, shown: shown)
    return page.sheet.text
  }

  private mutating func write(isOneOfSeveral: Bool, setting: String?, shown: Shown) {
    let kind = isOneOfSeveral ? " (\(entry.kind.article) \(entry.kind))" : ""
    sheet.paragraph("\(entry.name)\(kind): \(entry.summary)", hanging: 2)
    sheet.gap()
    for form in Self.forms(entry.usage) { sheet.paragraph(form, indent: 2, hanging: 4) }
    if !entry.details.isEmpty {
      sheet.gap()
      sheet.details(entry.details, indent: 2)
    }
    writeClauses()
    writeParameters(setting: setting)
    if let given = Self.gives(entry) {
      sheet.heading("gives")
      sheet.details(given, indent: 2)
    }
    writeExamples(shown)
    let related = Self.related(to: entry, vocabulary)
    if !related.isEmpty {
      sheet.heading("see also")
      sheet.paragraph(related.joined(separator: ", "), indent: 2)
    }
  }

  private mutating func writeClauses() {
    if let grammar = entry.grammar, !grammar.clauses.isEmpty {
      sheet.heading("clauses")
      sheet.table(
        grammar.clauses.map {
          ($0.preposition.rawValue, $0.preposition.summary + ($0.required ? " (required)" : ""))
        })
    }
    guard let preposition = Preposition(rawValue: entry.name), entry.kind == .preposition else {
      return
    }
    let users = vocabulary.entries.filter { $0.grammar?.allows(preposition) ?? false }.map(\.name)
    sheet.heading("taken by")
    sheet.paragraph(users.joined(separator: ", "), indent: 2)
  }

  private mutating func writeParameters(setting: String?) {
    if entry.kind == .setting, let parameter = entry.parameters.first {
      sheet.heading("values")
      let unit = parameter.unit.map { ", in \($0)" } ?? ""
      var rows = [("takes", Settings.description(parameter.kind) + unit)]
      if let usual = Self.usual(entry.name) { rows.append(("default", usual)) }
      if let setting { rows.append(("now", setting)) }
      return sheet.table(rows)
    }
    for (title, places) in [
      ("arguments", [.operand, .word]), ("options", [.option]),
    ] as [(String, [Parameter.Place])] {
      let parameters = entry.parameters.filter { places.contains($0.place) }
      guard !parameters.isEmpty else { continue }
      sheet.heading(title)
      sheet.table(parameters.map { (Self.name($0), Self.meaning($0)) })
    }
  }

  private mutating func writeExamples(_ shown: Shown) {
    guard !entry.examples.isEmpty else { return }
    sheet.heading("examples")
    var (isLeftOut, usesPrelude) = (false, false)
    for (i, example) in entry.examples.enumerated() {
      if i > 0 { sheet.gap() }
      if !example.about.isEmpty { sheet.paragraph("# \(example.about)", indent: 2, hanging: 2) }
      let exchanges = i < shown.count ? shown[i] : nil
      usesPrelude = usesPrelude || Self.usesPrelude(example)
      guard let exchanges, !example.varies else {
        isLeftOut = isLeftOut || !example.varies
        for line in ExampleRun.prompted(example.code, width: sheet.width - 2) {
          sheet.verbatim([line], indent: 2)
        }
        continue
      }
      for exchange in exchanges {
        sheet.verbatim(ExampleRun.prompted(exchange.code, width: sheet.width - 2), indent: 2)
        if exchange.shown.count == 1, let line = exchange.shown.first {
          sheet.paragraph(line, indent: 2, hanging: 2)
        } else {
          sheet.verbatim(Self.excerpt(exchange), indent: 2)
        }
      }
    }
    if usesPrelude {
      sheet.gap()
      sheet.paragraph(
        "(seen, unseen, digits, net and fit are as `help examples` says)", indent: 2)
    }
    if isLeftOut, !shown.isEmpty {
      sheet.gap()
      sheet.paragraph("`examples \(entry.name)` runs them and shows what comes out.", indent: 2)
    }
  }

  /// What a statement showed, cut where it is long and no picture.
  private static func excerpt(_ exchange: ExampleRun.Exchange) -> [String] {
    let (lines, most) = (exchange.shown, 8)
    guard lines.count > most + 1, !exchange.isDrawing else { return lines }
    return lines.prefix(most) + ["… \(lines.count - most) more lines"]
  }

  private static func usesPrelude(_ example: Example) -> Bool {
    let words = Set(example.code.split { !$0.isLetter }.map(String.init))
    return !words.isDisjoint(with: ["seen", "unseen", "digits", "net", "fit"])
  }

  // MARK: Parts

  /// The forms of a usage line: a second one begins with `, or`.
  static func forms(_ usage: String) -> [String] {
    let lines = usage.replacing(", or ", with: "\n").split(separator: "\n").map { String($0) }
    return lines.map(\.trimmed)
  }

  /// How a parameter is written.
  static func name(_ parameter: Parameter) -> String {
    switch parameter.place {
    case .operand: parameter.name.uppercased()
    case .word:
      parameter.kind.words.count > 4
        ? parameter.name.uppercased()
        : parameter.kind.words.joined(separator: "|")
    case .option: "\(parameter.name)="
    }
  }

  /// `step size (a number above 0; default 0.001)`
  static func meaning(_ parameter: Parameter) -> String {
    var notes: [String] = []
    if parameter.place != .word || parameter.kind.words.count > 4 {
      notes.append(parameter.kind.description)
    }
    if let unit = parameter.unit { notes.append("in \(unit)") }
    if let fallback = parameter.fallback { notes.append("default \(plain(fallback))") }
    if parameter.required { notes.append("required") }
    return parameter.summary + (notes.isEmpty ? "" : " (\(notes.joined(separator: "; ")))")
  }

  /// The value that comes of it: as the entry says, or as for all of its table.
  static func gives(_ entry: Entry) -> String? {
    if !entry.returns.isEmpty { return entry.returns }
    switch entry.kind {
    case .optimiser, .loss: return "A run, as `train` says."
    case .method:
      return "A data set of the chosen examples; its field indices says which, in order."
    case .generator, .source:
      return "A data set. Fields: label or target, index, indices."
    case .function: return entry.name == "sort" ? "A list." : "A number, or a list of numbers."
    default: return nil
    }
  }

  /// What a setting is at the start of a session.
  static func usual(_ name: String) -> String? {
    Settings.all.first { $0.entry.name == name }?.current(SettingValues())
  }

  /// The entries to read next: those the entry names, those its text names in backticks, and the
  /// commands that a word of a table belongs to.
  static func related(to entry: Entry, _ vocabulary: Vocabulary) -> [String] {
    var names = entry.related
    let quoted = entry.details.split(separator: "`", omittingEmptySubsequences: false)
    for (i, text) in quoted.enumerated() where i % 2 == 1 {
      let words = text.split { !$0.isLetter && $0 != "_" }.map(String.init)
      let word = words.first == "help" ? words.dropFirst().first : words.first
      if let word, words.count < 3 || words.first == "set" { names.append(word) }
    }
    if let user = entry.kind.user { names.append(user) }
    var seen: Set<String> = [entry.name]
    let groups = Entry.Kind.allCases.map(\.rawValue)
    return names.filter { name in
      (!vocabulary.entries(named: name).isEmpty || groups.contains(name))
        && seen.insert(name).inserted
    }
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
}

extension Entry.Kind {
  /// `a` or `an`.
  var article: String { "aeiou".contains("\(self)".first ?? "x") ? "an" : "a" }

  /// The command or topic that its words are said to.
  var user: String? {
    switch self {
    case .layer, .activation: "network"
    case .loss, .optimiser: "train"
    case .method: "select"
    case .generator: "generate"
    case .source: "load"
    case .format: "save"
    case .setting: "set"
    default: nil
    }
  }
}
