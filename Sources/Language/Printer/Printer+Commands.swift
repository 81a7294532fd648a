import Catalog

extension Printer {
  static func document(_ command: Command) -> Document {
    // `help or` would be about a name; only `?or` can have been meant.
    if case .words(let names)? = command.operands.first,
      ["and", "or", "in"].contains(names.first?.text)
    {
      return .text("?" + names.map(\.text).joined(separator: " "))
    }
    var head = Document.text(command.word.text)
    for i in command.operands.indices { head = .join(head, .text(" "), operand(i, of: command)) }
    var lines = [head]
    for (i, clause) in command.clauses.enumerated() {
      let next = i + 1 < command.clauses.count ? command.clauses[i + 1].preposition : nil
      lines.append(document(clause, before: next))
    }
    return .fill(lines)
  }

  /// A quantity asked of one network, on data or not, and nothing else: it needs no parentheses as
  /// an operand. Only the parser knows which words are quantities.
  static func isBareQuery(_ command: Command) -> Bool {
    guard command.kind == .quantity, command.operands.count == 1,
      case .value(let network)? = command.operands.first, !startsAsLiteral(network)
    else { return false }
    return command.clauses.allSatisfy { $0.preposition == .on } && command.clauses.count <= 1
  }

  private static func operand(_ i: Int, of command: Command) -> Document {
    switch command.operands[i] {
    case .word(let name): return .text(name.text)
    case .words(let names): return .text(names.map(\.text).joined(separator: " "))
    case .items(let items):
      let documents = items.enumerated().map { j, item -> Document in
        let isSafe = i > 0 || j > 0 || !beginsWithSign(item.value)
        let value =
          isSafe
          ? document(item.value, .either, queries: keepsQuery(item.value, in: command))
          : value(item.value).inParentheses
        guard let alias = item.alias else { return value }
        return .join(value, .text(" as \(alias.text)"))
      }
      return .fill(documents, after: ",")
    case .value(let expression): return operand(expression, i, of: command)
    }
  }

  private static func operand(
    _ expression: Expression, _ i: Int, of command: Command
  ) -> Document {
    let isLast = i == command.operands.count - 1
    if case .word? = i > 0 ? command.operands[i - 1] : nil, isLast,
      case .negation = expression.kind
    {
      return document(expression, .sign)
    }
    // Unless this is known to be a command, it may be a quantity, which takes no operators.
    guard command.kind == .command, isLast else {
      // `split (loss) x`, since `loss x` may be a query.
      if case .name = expression.kind, !isLast,
        case .value(let next) = command.operands[i + 1], !startsAsLiteral(next)
      {
        return value(expression).inParentheses
      }
      return readsAsPath(expression)
        ? value(expression).inParentheses : document(expression, .postfix)
    }
    if beginsWithSign(expression) || readsAsPath(expression) {
      return value(expression).inParentheses
    }
    return document(expression, .either, queries: keepsQuery(expression, in: command))
  }

  /// A query at the end of an operand would take the `on` that belongs to the command.
  private static func keepsQuery(_ expression: Expression, in command: Command) -> Bool {
    command[.on] == nil
  }

  /// The printed text begins with `-` or `not`, which cannot follow a command's word.
  private static func beginsWithSign(_ expression: Expression) -> Bool {
    var left = expression
    while true {
      switch left.kind {
      case .negation, .not: return true
      case .binary(let sign, let a, _):
        if a.kind.level < sign.level || (sign == .power && a.kind.level < .postfix) {
          return false
        }
        left = a
      case .both(let a, _), .either(let a, _), .comparison(_, let a, _),
        .approximately(let a, _, _, _), .range(let a, _, _):
        if a.kind.level < left.kind.level { return false }
        left = a
      default: return false
      }
    }
  }

  /// The printed text begins with neither a word nor a parenthesis, so that a word before it cannot
  /// be a query's.
  private static func startsAsLiteral(_ expression: Expression) -> Bool {
    var left = expression
    while true {
      switch left.kind {
      case .number, .percent, .size, .ratio, .text, .list, .boolean: return true
      case .field(let base, _), .index(let base, _): left = base
      case .binary(let sign, let a, _) where a.kind.level >= sign.level: left = a
      default: return false
      }
    }
  }

  // MARK: Clauses

  private static func document(_ clause: Command.Clause, before next: Preposition?) -> Document {
    let word = Document.text(clause.preposition.rawValue + " ")
    switch clause.phrase {
    case .value(let expression):
      let floor: Level =
        clause.preposition == .on || clause.preposition == .like ? .postfix : .range
      return .join(word, phrase(expression, floor))
    case .condition(let expression): return .join(word, document(expression, .either))
    case .options(let options): return .join(word, document(options))
    case .epochs(let first, let total):
      guard let total else { return .join(word, document(first, .sum), .text(" epochs")) }
      return .join(
        word, document(first, .sum), .text(" of "), document(total, .sum), .text(" epochs"))
    case .recording(let recorded, let schedule):
      let takesNext = next == .on && schedule == .unsaid
      var quantities = recorded.enumerated().map { i, quantity in
        document(quantity, closed: takesNext && i == recorded.count - 1)
      }
      if let schedule = document(schedule), let last = quantities.popLast() {
        quantities.append(.join(last, .text(" "), schedule))
      }
      return .join(word, .fill(quantities, after: ","))
    }
  }

  /// `rate=1e-3, loss=mse`
  static func document(_ options: [Option]) -> Document {
    .fill(
      options.map { .join(.text("\($0.name.text)="), phrase($0.value, .range)) }, after: ",")
  }

  /// `x.csv` without parentheses would be taken for a path that lacks its quotes.
  private static func phrase(_ expression: Expression, _ floor: Level) -> Document {
    readsAsPath(expression) ? value(expression).inParentheses : document(expression, floor)
  }

  private static func readsAsPath(_ expression: Expression) -> Bool {
    if case .field(_, let name) = expression.kind { return FileEndings.all.contains(name.text) }
    return false
  }

  private static func document(_ recorded: Command.Recorded, closed: Bool) -> Document {
    var text = Document.text(recorded.quantity.text)
    if let data = recorded.data { text = .join(text, .text(" on "), document(data, .postfix)) }
    if !recorded.options.isEmpty {
      text = .join(text, .text(" with "), document(recorded.options))
    }
    let isOpen = recorded.data == nil && recorded.alias == nil && closed
    if !recorded.options.isEmpty || isOpen { text = text.inParentheses }
    if let alias = recorded.alias { text = .join(text, .text(" as \(alias.text)")) }
    return text
  }

  private static func document(_ schedule: Command.Schedule) -> Document? {
    switch schedule {
    case .unsaid: return nil
    case .every(let number):
      return .join(.text("every "), document(number, .sum), .text(" epochs"))
    case .logarithmic(let count):
      let text = document(count, .sum)
      return .join(.text("at log "), beginsWithSign(count) ? text.inParentheses : text)
    case .at(let epochs):
      let text = document(epochs, .range)
      return .join(.text("at "), callsLog(epochs) ? text.inParentheses : text)
    }
  }

  /// The leftmost part is a call of `log`, which after `at` would be a schedule.
  private static func callsLog(_ expression: Expression) -> Bool {
    var left = expression
    while true {
      switch left.kind {
      case .call(let name, _): return name.text == "log"
      case .binary(_, let a, _), .range(let a, _, _), .field(let a, _), .index(let a, _): left = a
      default: return false
      }
    }
  }
}
