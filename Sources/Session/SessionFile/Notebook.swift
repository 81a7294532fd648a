import Catalog
import Language

/// The statements that succeeded, with their results: what `save session` writes.
public struct Notebook: Sendable {
  /// One statement as it is to be written: seeds said, interrupted training cut short.
  public struct Entry: Sendable {
    /// The statement.
    public let statement: Statement
    /// Its results, one `#=` line each.
    public let results: [String]
  }

  /// In the order run.
  public internal(set) var entries: [Entry] = []
}

extension Session {
  /// Notes a statement that succeeded; views and `save session` are left out.
  mutating func note(_ statement: Statement, _ value: Value) {
    if case .page = value { return }
    if current.isPartial || current.isUndo || current.isBeyondReplay { return }
    if case .command(let command) = statement.value.kind {
      switch command.word.text {
      case Exit.entry.name, Help.entry.name, Show.entry.name, ReplayScript.entry.name,
        Recover.entry.name:
        return
      case Save.entry.name where Save.isSession(command) || Save.isWorkspace(command): return
      default: break
      }
    }
    if case .name(let word) = statement.value.kind, statement.names.isEmpty,
      word == Exit.entry.name, workspace[word] == nil
    {
      return
    }
    var written = statement
    written.timed = false
    written.value = WrittenOut(seeds: current.seeds, stopped: current.interruptedTraining)
      .expression(statement.value)
    notebook.entries.append(.init(statement: written, results: Record.lines(value)))
  }
}

/// A statement with what was decided while it ran written into it: the seeds that it did not say,
/// and `for 57 of 200 epochs` for a training that was stopped.
struct WrittenOut {
  let seeds: [(range: SourceRange, seed: UInt64)]
  let stopped: (range: SourceRange, done: Int)?

  func expression(_ expression: Expression) -> Expression {
    Expression(kind(expression.kind), range: expression.range)
  }

  private func kind(_ kind: Expression.Kind) -> Expression.Kind {
    switch kind {
    case .list(let items): .list(items.map(expression))
    case .negation(let operand): .negation(expression(operand))
    case .binary(let op, let a, let b): .binary(op, expression(a), expression(b))
    case .comparison(let op, let a, let b): .comparison(op, expression(a), expression(b))
    case .approximately(let a, let b, let tolerance, let percent):
      .approximately(
        expression(a), expression(b), tolerance: tolerance.map(expression), percent: percent)
    case .not(let operand): .not(expression(operand))
    case .both(let a, let b): .both(expression(a), expression(b))
    case .either(let a, let b): .either(expression(a), expression(b))
    case .field(let owner, let name): .field(expression(owner), name)
    case .index(let owner, let index): .index(expression(owner), expression(index))
    case .call(let name, let arguments): .call(name, arguments.map(expression))
    case .network(let syntax): .network(network(syntax))
    case .command(let command): .command(self.command(command))
    // In a loop a call runs many times, each with its own seed: the loop row is mixed in again.
    case .loop, .number, .percent, .size, .ratio, .text, .boolean, .name, .range: kind
    }
  }

  private func network(_ syntax: NetworkSyntax) -> NetworkSyntax {
    var written = syntax
    written.options = options(syntax.options, at: syntax.range)
    return written
  }

  private func command(_ command: Command) -> Command {
    var written = command
    written.operands = command.operands.map { operand in
      switch operand {
      case .value(let value): .value(expression(value))
      case .items(let items):
        .items(items.map { Command.Item(expression($0.value), as: $0.alias) })
      case .word, .words: operand
      }
    }
    written.clauses = command.clauses.map { clause in
      Command.Clause(clause.preposition, phrase(clause.phrase, of: command), range: clause.range)
    }
    let options = options(command.options, at: command.range)
    if options.count > command.options.count {
      written.clauses.removeAll { $0.preposition == .with }
      written.clauses.append(.init(.with, .options(options)))
    }
    return written
  }

  private func phrase(_ phrase: Command.Phrase, of command: Command) -> Command.Phrase {
    switch phrase {
    case .value(let value): .value(expression(value))
    case .condition(let value): .condition(expression(value))
    case .options(let options):
      .options(options.map { Option($0.name, expression($0.value)) })
    case .epochs(let count, let total):
      if let stopped, same(stopped.range, command.range) {
        .epochs(Expression(.number(Double(stopped.done))), of: total ?? count)
      } else {
        phrase
      }
    case .recording(let recorded, let schedule):
      .recording(
        recorded.map { item in
          var written = item
          written.data = item.data.map(expression)
          written.options = item.options.map { Option($0.name, expression($0.value)) }
          return written
        }, schedule)
    }
  }

  private func options(_ options: [Option], at range: SourceRange) -> [Option] {
    guard let drawn = seeds.first(where: { same($0.range, range) }) else { return options }
    return options + [Option(Name("seed"), Expression(.number(Double(drawn.seed))))]
  }

  private func same(_ a: SourceRange, _ b: SourceRange) -> Bool {
    a.lower == b.lower && a.upper == b.upper
  }
}

extension Command {
  /// The options after `with`.
  var options: [Option] {
    if case .options(let options)? = self[.with] { options } else { [] }
  }
}
