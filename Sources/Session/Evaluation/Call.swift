import Catalog
import Datasets
import Language
import LinearAlgebra
import Networks

/// A command as its implementation sees it: what was typed, and the entry that describes it.
struct Call: Sendable {
  let command: Command
  let entry: Entry

  /// The operand at this place, if given.
  func value(_ place: Int) -> Expression? {
    guard place < command.operands.count, case .value(let expression) = command.operands[place]
    else { return nil }
    return expression
  }

  /// The word operand at this place.
  func word(_ place: Int) -> Name? {
    guard place < command.operands.count, case .word(let name) = command.operands[place]
    else { return nil }
    return name
  }

  /// The words operand at this place.
  func words(_ place: Int) -> [Name] {
    guard place < command.operands.count, case .words(let names) = command.operands[place]
    else { return [] }
    return names
  }

  /// The items of the operand at this place.
  func items(_ place: Int) -> [Command.Item] {
    guard place < command.operands.count else { return [] }
    switch command.operands[place] {
    case .items(let items): return items
    case .value(let expression): return [Command.Item(expression)]
    case .word(let name): return [Command.Item(Expression(.name(name.text), range: name.range))]
    case .words: return []
    }
  }

  /// The value phrase after a preposition.
  func phrase(_ preposition: Preposition) -> Expression? {
    switch command[preposition] {
    case .value(let expression)?, .condition(let expression)?: expression
    default: nil
    }
  }

  /// The options after `with`.
  var options: [Option] { command.options }

  /// An error about the whole call.
  func failure(_ message: String, suggestion: String? = nil) -> Diagnostic {
    Diagnostic(
      .failure, message, at: command.range, suggestion: suggestion, usage: entry.usage)
  }

  /// The phrase of a clause that must be there.
  func required(_ preposition: Preposition, _ what: String) throws -> Expression {
    guard let expression = phrase(preposition) else {
      throw failure("\(entry.name) needs \(what)", suggestion: "add: \(preposition.rawValue) …")
    }
    return expression
  }

  /// The operand that must be there.
  func required(_ place: Int, _ what: String) throws -> Expression {
    guard let expression = value(place) else { throw failure("\(entry.name) needs \(what)") }
    return expression
  }
}

/// A command of the language: one file each, one line in `Commands.all`.
protocol SessionCommand: Nameable, Sendable {
  static func run(_ call: Call, _ session: inout Session) throws -> Value
  /// Whether it gives something that can be bound.
  static var givesValue: Bool { get }
}

extension SessionCommand {
  static var givesValue: Bool { false }
}

extension Session {
  /// Runs a command or asks a quantity.
  mutating func perform(_ command: Command) throws -> Value {
    try located(command.range, of: command) { session in
      let word = command.word.text
      if let type = Commands.all.first(where: { $0.entry.name == word }) {
        return try type.run(Call(command: command, entry: type.entry), &session)
      }
      if let entry = Self.vocabulary[.quantity, word] {
        return try session.ask(Call(command: command, entry: entry))
      }
      throw Diagnostic(
        .failure, "there is no command “\(word)”", at: command.word.range,
        suggestion: didYouMean(word, among: Self.vocabulary.names(.command, .quantity)))
    }
  }

  /// The data set an expression must give.
  mutating func data(_ expression: Expression) throws -> Dataset {
    let value = try evaluate(expression)
    guard case .data(let data) = value else {
      throw Diagnostic(
        .failure, "a data set is needed here, not \(value.described)", at: expression.range,
        suggestion: "make one with generate, load or select")
    }
    return data
  }

  /// The network an expression must give; a run is usable wherever a network is.
  mutating func network(_ expression: Expression) throws -> Network {
    try Self.network(try evaluate(expression), at: expression.range)
  }

  /// The network a value must be.
  static func network(_ value: Value, at range: SourceRange) throws -> Network {
    switch value {
    case .network(let network): return network
    case .run(let run): return run.run.network
    case .fragment:
      throw Diagnostic(
        .failure, "this is a fragment: it has no input", at: range,
        suggestion: "begin it with the input's shape: input 28x28x1 | …")
    default:
      throw Diagnostic(
        .failure, "a network is needed here, not \(value.described)", at: range)
    }
  }
}

extension Command {
  /// Where the part of a command is written that an error blames: the value of an option, what
  /// follows a preposition, or the first operand.
  func place(of blame: String) -> SourceRange? {
    if blame == ComputationError.subject {
      if case .value(let operand)? = operands.first { return operand.range }
      return nil
    }
    if let option = options.first(where: { $0.name.text == blame }) { return option.value.range }
    if case .recording(let recorded, _)? = self[.recording],
      let option = recorded.flatMap(\.options).first(where: { $0.name.text == blame })
    {
      return option.value.range
    }
    if let preposition = Preposition(rawValue: blame), case .value(let value)? = self[preposition] {
      return value.range
    }
    return nil
  }
}
