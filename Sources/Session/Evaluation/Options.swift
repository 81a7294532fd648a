import Catalog
import Datasets
import Language
import Networks

extension Session {
  /// The options of a call, checked against the entry's parameters and those of `further` entries
  /// (the optimiser's, the method's), which come first where names are the same.
  mutating func arguments(
    of call: Call, further: [Entry] = [], operands: [(ArgumentValue, SourceRange)] = []
  ) throws -> Arguments {
    let entry = Self.merged(call.entry, further)
    if let option = call.options.first(where: { entry.parameter($0.name.text) == nil }),
      let query = call.command.query(taking: option.name.text)
    {
      throw Diagnostic(
        .failure,
        "“\(option.name.text)” is an option of \(query.word), and a query with options stands in parentheses",
        at: option.name.range,
        suggestion: "write (\(query.text) with \(option.name.text)=\(option.value))")
    }
    return try arguments(
      call.options, entry: entry, of: further.first?.kind, operands: operands,
      at: call.command.range)
  }

  /// Options checked against an entry; the caret goes to the option that is wrong.
  mutating func arguments(
    _ options: [Option], entry: Entry, of kind: Entry.Kind? = nil,
    operands: [(ArgumentValue, SourceRange)] = [], words: [Name] = [], at range: SourceRange
  ) throws -> Arguments {
    var values: [(name: String, value: ArgumentValue)] = []
    for option in options {
      // An unknown option is the error to report, whatever its value is.
      let parameter = entry.parameter(option.name.text)
      let value = try parameter.map { try argument(option.value, for: $0) } ?? .boolean(true)
      values.append((option.name.text, value))
    }
    do {
      return try entry.check(
        operands: operands.map(\.0), words: words.map(\.text), options: values)
    } catch {
      let place =
        switch error.blame {
        case .call: range
        case .operand(let i): operands[i].1
        case .word(let i): words[i].range
        case .optionName(let i): options[i].name.range
        case .optionValue(let i): options[i].value.range
        }
      var suggestion = error.suggestion == entry.usage ? nil : error.suggestion
      var usage: String? = entry.usage
      switch error.blame {
      case .optionName(let i):
        suggestion = owner(of: options[i].name.text, besides: entry, among: kind) ?? suggestion
        usage = nil
      // The message says what is wanted.
      case .optionValue: usage = nil
      case .word(let i):
        suggestion =
          nearest(words[i].text, among: workspace.names).map { "did you mean “\($0)”?" }
          ?? suggestion
      default: break
      }
      throw Diagnostic(
        .failure, error.message, at: place, suggestion: suggestion, usage: usage)
    }
  }

  /// What an unknown option belongs to: `network` to the method rnd, `momentum` to `using`.
  ///
  /// - Parameter kind: the table that the call chooses from: optimisers, methods.
  private func owner(
    of option: String, besides entry: Entry, among kind: Entry.Kind?
  ) -> String? {
    guard let kind, entry.parameter(option) == nil,
      nearest(option, among: entry.parameters.map(\.name)) == nil
    else { return nil }
    if Self.vocabulary[kind, option] != nil, entry.grammar?.allows(.using) ?? false {
      return "write using \(option)"
    }
    let owner = Self.vocabulary.entries(kind).first { $0.parameter(option) != nil }
    return owner.map { "it is an option of \($0.name)" }
  }

  /// The value of an option, or why the name that stands there cannot be one.
  private mutating func argument(
    _ expression: Expression, for parameter: Parameter
  ) throws -> ArgumentValue {
    if case .name(let word) = expression.kind, workspace[word] == nil, word != "it",
      !parameter.kind.takesWords
    {
      if case .text = parameter.kind {
        throw Diagnostic(
          .failure, "\(parameter.name) is text in quotes", at: expression.range,
          suggestion: "write \"\(word)\"")
      }
      throw Diagnostic(
        .failure,
        "\(parameter.name) must be \(parameter.kind.description), and there is no value named “\(word)”",
        at: expression.range, suggestion: didYouMean(word, among: workspace.names))
    }
    return try argument(expression, for: parameter.kind)
  }

  /// An expression as an argument: a word that is one of the kind's choices means it, and otherwise
  /// the bound name's value.
  mutating func argument(
    _ expression: Expression, for kind: Parameter.Kind?
  ) throws -> ArgumentValue {
    if case .name(let word) = expression.kind {
      if let kind, kind.words.contains(word) { return .text(word) }
      // An unknown word where a choice is expected is a misspelt choice, not a missing value; where a
      // column is expected it is the column.
      if let kind, kind.takesWords, workspace[word] == nil { return .text(word) }
    }
    let value = try evaluate(expression)
    if case .object(let what)? = kind { try Self.require(value, what, at: expression.range) }
    switch value {
    case .number(let number): return .number(number.value)
    case .text(let text): return .text(text)
    case .boolean(let flag): return .boolean(flag)
    case .size(let axes): return .size(axes)
    case .numbers(let numbers): return .numbers(numbers.values)
    case .network(let network): return .object(network)
    case .run(let run): return .object(run.run.network)
    case .data(let data): return .object(data)
    default:
      throw Diagnostic(
        .failure, "an option cannot be \(value.described)", at: expression.range)
    }
  }

  /// Refuses a data set where a network is wanted, and the like.
  private static func require(_ value: Value, _ what: String, at range: SourceRange) throws {
    let fits =
      switch value {
      case .network, .run: what == "a network"
      case .data: what == "a data set"
      default: false
      }
    guard fits else {
      throw Diagnostic(.failure, "\(what) is needed here, not \(value.described)", at: range)
    }
  }

  /// One entry with the parameters of several, each name once.
  static func merged(_ entry: Entry, _ further: [Entry]) -> Entry {
    var parameters: [Parameter] = []
    for parameter in further.flatMap(\.parameters) + entry.parameters
    where !parameters.contains(where: { $0.name == parameter.name }) {
      parameters.append(parameter)
    }
    return Entry(
      entry.name, entry.kind, summary: entry.summary, usage: entry.usage, parameters: parameters,
      grammar: entry.grammar)
  }

  /// The entry of a table that a word, text or bound name chooses.
  mutating func choice(
    _ expression: Expression, of kind: Entry.Kind, _ what: String
  ) throws -> Entry {
    let word: String
    if case .name(let name) = expression.kind,
      Self.vocabulary[kind, name] != nil || workspace[name] == nil
    {
      word = name
    } else {
      word = try text(expression, what)
    }
    guard let entry = Self.vocabulary[kind, word] else {
      let names = Self.vocabulary.names(kind)
      throw Diagnostic(
        .failure, "there is no \(what) “\(word)”", at: expression.range,
        suggestion: didYouMean(word, among: names) ?? "there are \(names.joined(separator: ", "))")
    }
    return entry
  }

  /// The entries whose options a call takes besides its own. When a loop goes over methods, one
  /// `with` serves them all: a method chosen by a name's value ignores the options of the others.
  func further(_ chosen: Entry, _ phrase: Expression?) -> [Entry] {
    if let phrase, case .name(let word) = phrase.kind, word != chosen.name {
      return [chosen] + Self.vocabulary.entries(chosen.kind)
    }
    return [chosen]
  }

  /// The seed of a call: what it says, or one mixed from the session's seed, the name being bound
  /// and the loop rows, and noted so that a saved session can write it out.
  mutating func seed(_ arguments: Arguments, at range: SourceRange) -> UInt64 {
    if let said = arguments.integer("seed") { return UInt64(said) }
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    let rows = current.rows.map(String.init).joined(separator: ",")
    let text = "\(settings.seed)/\(current.name)/\(rows)/\(current.draws)"
    current.draws += 1
    for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    // 32 bits, so that the seed is short enough to be written out.
    let seed = (hash ^ (hash >> 32)) & 0xffff_ffff
    if current.rows.isEmpty {
      current.seeds.append((range, seed))
    } else {
      current.dependsOnSessionSeed = true
    }
    return seed
  }
}

extension Entry {
  /// The parameter of a name.
  fileprivate func parameter(_ name: String) -> Parameter? {
    parameters.first { $0.name == name }
  }
}

extension Command {
  /// A query among the operands or the recorded quantities that takes an option of this name.
  fileprivate func query(taking option: String) -> (word: String, text: String)? {
    func takes(_ word: String) -> Bool {
      Session.vocabulary[.quantity, word]?.parameters.contains { $0.name == option } ?? false
    }
    if case .recording(let recorded, _)? = self[.recording],
      let item = recorded.last(where: { takes($0.quantity.text) && $0.options.isEmpty })
    {
      let on = item.data.map { " on \($0)" } ?? ""
      return (item.quantity.text, item.quantity.text + on)
    }
    for operand in operands.reversed() {
      let values: [Expression] =
        switch operand {
        case .value(let value): [value]
        case .items(let items): items.map(\.value)
        default: []
        }
      for case .command(let query) in values.map(\.kind)
      where query.kind == .quantity && takes(query.word.text) {
        return (query.word.text, query.description)
      }
    }
    return nil
  }
}
