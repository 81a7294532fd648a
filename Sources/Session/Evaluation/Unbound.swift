import Catalog
import Language

extension Session {
  /// The value of a bound name.
  func value(named name: String, at range: SourceRange) throws -> Value {
    if let value = workspace[name] { return value }
    if name == "it" {
      if case .nothing = workspace.last {
        throw Diagnostic(.failure, "there is no last value yet", at: range)
      }
      return workspace.last
    }
    if let entry = Self.vocabulary.command(name) ?? Self.vocabulary[.layer, name] {
      throw Diagnostic(
        .failure, "\(name) needs something after it", at: range, usage: entry.usage)
    }
    if let entry = Self.vocabulary[.activation, name] {
      throw Diagnostic(
        .failure, "\(name) is an activation, not a value", at: range, usage: entry.usage)
    }
    if let entry = Self.vocabulary[.function, name] {
      throw Diagnostic(
        .failure, "\(name) is a function", at: range, suggestion: "write \(entry.usage)")
    }
    if let entry = Self.vocabulary.entries(named: name).first, entry.kind != .topic {
      throw Diagnostic(
        .failure, "“\(name)” is a word of the \(entry.kind.rawValue), not a value", at: range,
        suggestion: "help \(name) says how it is used")
    }
    throw unbound(name, at: range)
  }

  /// Nothing has this name; near ones are suggested, of values and of the words that could stand
  /// there as well.
  func unbound(_ name: String, at range: SourceRange, or words: [String] = []) -> Diagnostic {
    let shown = name.count > 60 ? "\(name.prefix(60))…" : name
    let bound = nearest(name, among: workspace.names)
    let near = bound ?? nearest(name, among: words)
    if let habit = Habit.of(name), bound == nil,
      near.map({ !Synonyms.isSpelling(name, of: $0) }) ?? true
    {
      return Diagnostic(.failure, habit.message, at: range, suggestion: habit.suggestion)
    }
    return Diagnostic(
      .failure, "there is no value named “\(shown)”", at: range,
      suggestion: field(named: name).map { "write \($0)" }
        ?? near.map { "did you mean “\($0)”?" }
        ?? (workspace.names.isEmpty ? "bind it first: \(shown) = …" : "show lists what there is"))
  }

  /// `fit.epoch` for `epoch`: the column of a run or table that has the name.
  private func field(named name: String) -> String? {
    let owner = workspace.names.first { owner in
      switch workspace[owner] {
      case .run(let run): run.run.columns.contains { $0.name == name }
      case .table(let table): table.names.contains(name)
      default: false
      }
    }
    return owner.map { "\($0).\(name)" }
  }

  /// The elements of a list; a word of the catalog among them lacks its quotes.
  mutating func elements(_ items: [Expression]) throws -> [Value] {
    try items.map { item in
      if case .name(let word) = item.kind, workspace[word] == nil, word != "it",
        Self.vocabulary.command(word) == nil, Self.vocabulary[.function, word] == nil,
        !Self.vocabulary.entries(named: word).isEmpty
      {
        throw Diagnostic(
          .failure, "in a list words are quoted", at: item.range, suggestion: "write \"\(word)\"")
      }
      return try evaluate(item)
    }
  }
}
