import Language

/// The names a statement may take a value from: those that are free in it. Words that turn out to
/// be choices (`using rnd`) are among them; who asks keeps the names that are bound.
struct References {
  private(set) var names: Set<String> = []
  /// Names of loops and of their bodies, innermost last.
  private var local: [Set<String>] = []

  /// The free names of a statement, `it` among them where it is used.
  init(of statement: Statement) { expression(statement.value) }

  /// The free names of an expression.
  init(in expression: Expression) { self.expression(expression) }

  private mutating func name(_ name: String) {
    if !local.contains(where: { $0.contains(name) }) { names.insert(name) }
  }

  private mutating func expression(_ expression: Expression) {
    switch expression.kind {
    case .name(let word): name(word)
    case .list(let items): items.forEach { self.expression($0) }
    case .negation(let operand), .not(let operand): self.expression(operand)
    case .binary(_, let a, let b), .comparison(_, let a, let b), .both(let a, let b),
      .either(let a, let b), .index(let a, let b):
      self.expression(a)
      self.expression(b)
    case .approximately(let a, let b, let tolerance, _):
      self.expression(a)
      self.expression(b)
      if let tolerance { self.expression(tolerance) }
    case .range(let from, let through, let step):
      self.expression(from)
      self.expression(through)
      if let step { self.expression(step) }
    case .field(let owner, _): self.expression(owner)
    case .call(_, let arguments): arguments.forEach { self.expression($0) }
    case .text(let parts):
      for case .value(let value) in parts { self.expression(value) }
    case .network(let syntax): network(syntax)
    case .command(let command): self.command(command)
    case .loop(let loop): self.loop(loop)
    case .number, .percent, .size, .ratio, .boolean: break
    }
  }

  private mutating func loop(_ loop: Loop) {
    local.append([])
    for variable in loop.variables {
      expression(variable.items)
      local[local.count - 1].insert(variable.name.text)
    }
    // A name is local from where it is bound: above that it means the one outside.
    for statement in loop.body.statements {
      expression(statement.value)
      local[local.count - 1].formUnion(statement.names.map(\.text))
    }
    local.removeLast()
  }

  private mutating func network(_ syntax: NetworkSyntax) {
    for stage in syntax.stages {
      switch stage {
      case .name(let word): name(word.text)
      case .group(let group): network(group)
      case .layer(let call):
        if call.arguments.isEmpty { name(call.word.text) }
        call.arguments.forEach { argument($0) }
      }
    }
    options(syntax.options)
  }

  private mutating func argument(_ argument: NetworkSyntax.Argument) {
    switch argument {
    case .value(let value): expression(value)
    case .word(let word): name(word.text)
    case .option(let option): expression(option.value)
    case .group(let group): network(group)
    }
  }

  private mutating func command(_ command: Command) {
    for operand in command.operands {
      switch operand {
      case .value(let value): expression(value)
      case .items(let items): items.forEach { expression($0.value) }
      case .word, .words: break
      }
    }
    for clause in command.clauses {
      switch clause.phrase {
      case .value(let value), .condition(let value): expression(value)
      case .options(let options): self.options(options)
      case .epochs(let count, let total):
        expression(count)
        if let total { expression(total) }
      case .recording(let recorded, let schedule): recording(recorded, schedule)
      }
    }
  }

  private mutating func recording(
    _ recorded: [Command.Recorded], _ schedule: Command.Schedule
  ) {
    for item in recorded {
      if let data = item.data { expression(data) }
      options(item.options)
    }
    switch schedule {
    case .every(let value), .at(let value), .logarithmic(let value): expression(value)
    case .unsaid: break
    }
  }

  private mutating func options(_ options: [Option]) { options.forEach { expression($0.value) } }
}
