import Language

/// A tree with its commands and networks replaced, from the innermost outwards. What is not
/// replaced keeps its place in the text.
struct Rewriting {
  /// Whether the bodies of loops are rewritten too.
  let entersLoops: Bool
  let command: (Command) -> Command
  let network: (NetworkSyntax) -> NetworkSyntax

  func statement(_ statement: Statement) -> Statement {
    var written = statement
    written.value = expression(statement.value)
    return written
  }

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
    case .text(let parts): .text(parts.map(part))
    case .range(let from, let through, let step):
      .range(from: expression(from), through: expression(through), step: step.map(expression))
    case .network(let syntax): .network(network(stages(of: syntax)))
    case .command(let command): .command(self.command(parts(of: command)))
    case .loop(let loop): .loop(entersLoops ? self.loop(loop) : loop)
    case .number, .percent, .size, .ratio, .boolean, .name: kind
    }
  }

  private func loop(_ loop: Loop) -> Loop {
    var written = loop
    written.variables = loop.variables.map { Loop.Variable($0.name, in: expression($0.items)) }
    written.body.statements = loop.body.statements.map(statement)
    return written
  }

  private func part(_ part: Expression.TextPart) -> Expression.TextPart {
    if case .value(let value) = part { .value(expression(value)) } else { part }
  }

  private func stages(of syntax: NetworkSyntax) -> NetworkSyntax {
    var written = syntax
    written.options = syntax.options.map(option)
    written.stages = syntax.stages.map { stage in
      switch stage {
      case .name: return stage
      case .group(let group): return .group(network(stages(of: group)))
      case .layer(var call):
        call.arguments = call.arguments.map(argument)
        return .layer(call)
      }
    }
    return written
  }

  private func argument(_ argument: NetworkSyntax.Argument) -> NetworkSyntax.Argument {
    switch argument {
    case .value(let value): .value(expression(value))
    case .option(let option): .option(self.option(option))
    case .group(let group): .group(network(stages(of: group)))
    case .word: argument
    }
  }

  private func parts(of command: Command) -> Command {
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
      Command.Clause(clause.preposition, phrase(clause.phrase), range: clause.range)
    }
    return written
  }

  private func phrase(_ phrase: Command.Phrase) -> Command.Phrase {
    switch phrase {
    case .value(let value): .value(expression(value))
    case .condition(let value): .condition(expression(value))
    case .options(let options): .options(options.map(option))
    case .epochs(let count, let total): .epochs(expression(count), of: total.map(expression))
    case .recording(let recorded, let schedule):
      .recording(
        recorded.map { item in
          var written = item
          written.data = item.data.map(expression)
          written.options = item.options.map(option)
          return written
        }, self.schedule(schedule))
    }
  }

  private func schedule(_ schedule: Command.Schedule) -> Command.Schedule {
    switch schedule {
    case .every(let value): .every(expression(value))
    case .at(let value): .at(expression(value))
    case .logarithmic(let value): .logarithmic(expression(value))
    case .unsaid: .unsaid
    }
  }

  private func option(_ option: Option) -> Option { Option(option.name, expression(option.value)) }
}
