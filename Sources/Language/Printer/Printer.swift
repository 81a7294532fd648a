import Catalog

/// Syntax trees → canonical source.
///
/// What is printed parses to an equal tree, for every tree in normal form, which is every tree the
/// parser makes. In normal form numbers are finite and not negative, a text has no empty and no
/// adjacent literals, a size has at least two axes, and a network is more than a lone name, layer
/// word or group unless it has options.
enum Printer {
  static func document(_ statement: Statement) -> Document {
    var head = statement.timed ? "time " : ""
    if !statement.names.isEmpty {
      head += statement.names.map(\.text).joined(separator: ", ") + " = "
    }
    let value = value(statement.value)
    return statement.silent ? .join(.text(head), value, .text(";")) : .join(.text(head), value)
  }

  /// A tree where a whole value may stand: commands, networks and loops need no parentheses.
  static func value(_ expression: Expression) -> Document {
    switch expression.kind {
    case .network(let network): document(network)
    case .command(let command): document(command)
    case .loop(let loop): document(loop)
    default: document(expression, .either)
    }
  }

  /// A value in a list or among a function's arguments, where a command's commas would be misread.
  static func element(_ expression: Expression) -> Document {
    switch expression.kind {
    case .command, .loop: value(expression).inParentheses
    default: value(expression)
    }
  }

  static func document(_ loop: Loop) -> Document {
    let variables = loop.variables.map { variable -> Document in
      .join(.text("\(variable.name.text) in "), document(variable.items, .range))
    }
    return .block(.join(.text("for "), .fill(variables, after: ",")), loop.body)
  }

  /// An expression where only what binds at least as tightly as `floor` stands without parentheses.
  ///
  /// - Parameter queries: a bare query may stand as a whole side of a comparison.
  static func document(
    _ expression: Expression, _ floor: Level, queries: Bool = false
  ) -> Document {
    if expression.kind.level < floor { return value(expression).inParentheses }
    switch expression.kind {
    case .number(let x): return .text(shortest(x))
    case .percent(let x): return .text(shortest(x) + "%")
    case .size(let axes): return .text(axes.map(String.init).joined(separator: "x"))
    case .ratio(let shares): return .text(shares.map(shortest).joined(separator: ":"))
    case .text(let parts): return .text(quoted(parts))
    case .boolean(let flag): return .text(flag ? "yes" : "no")
    case .name(let word): return .text(word)
    case .list(let values):
      return .join(.text("["), .fill(values.map(element), after: ","), .text("]"))
    case .call(let name, let arguments):
      return .join(
        .text("\(name.text)("), .fill(arguments.map(element), after: ","), .text(")"))
    case .field(let base, let name):
      return .join(document(base, .postfix), .text(".\(name.text)"))
    case .index(let base, let index):
      var inside = document(index, .range)
      // `x[80:20]` is refused, as another language's slice.
      if case .ratio = index.kind { inside = inside.inParentheses }
      return .join(document(base, .postfix), .text("["), inside, .text("]"))
    case .command(let command):
      if queries, isBareQuery(command) { return document(command) }
      return document(command).inParentheses
    case .network, .loop: return value(expression).inParentheses
    default: return operation(expression, queries: queries)
    }
  }

  private static func operation(_ expression: Expression, queries: Bool) -> Document {
    switch expression.kind {
    case .negation(let operand): return .join(.text("-"), document(operand, .sign))
    case .not(let operand): return .join(.text("not "), document(operand, .not, queries: queries))
    case .binary(.power, let base, let exponent):
      return .join(document(base, .postfix), .text("^"), document(exponent, .sign))
    case .binary, .both, .either: return chain(expression, queries: queries)
    case .comparison(let sign, let left, let right):
      return .fill([
        .join(document(left, .range, queries: queries), .text(" \(sign.rawValue)")),
        document(right, .range, queries: queries),
      ])
    case .approximately(let left, let right, let tolerance, let percent):
      var text = Document.join(
        document(left, .range, queries: queries), .text(" ~ "), document(right, .sum))
      if let tolerance {
        text = .join(text, .text(" +- "), share(tolerance, percent: percent))
      }
      return text
    case .range(let from, let through, let step):
      let ends = Document.join(document(from, .sum), .text(".."), document(through, .sum))
      guard let step else { return ends }
      return .join(ends, .text(" step "), document(step, .sum))
    default: return document(expression, .postfix)
    }
  }

  /// Operators of one level that group to the left: `a + b - c`, without climbing down the tree.
  private static func chain(_ expression: Expression, queries: Bool) -> Document {
    let level = expression.kind.level
    var parts: [Document] = []
    var left = expression
    while left.kind.level == level {
      let sign: String
      let operands: (Expression, Expression)
      switch left.kind {
      case .binary(let operation, let a, let b): (sign, operands) = (operation.rawValue, (a, b))
      case .both(let a, let b): (sign, operands) = ("and", (a, b))
      case .either(let a, let b): (sign, operands) = ("or", (a, b))
      default: (sign, operands) = ("", (left, left))
      }
      parts.append(document(operands.1, level.above, queries: queries && level < .comparison))
      left = operands.0
      parts.append(.text(sign))
    }
    parts.append(document(left, level, queries: queries && level < .comparison))
    parts.reverse()
    // An operator stays at the end of its line, where it says that the statement goes on.
    var lines: [Document] = []
    for i in stride(from: 0, to: parts.count, by: 2) {
      lines.append(i + 1 < parts.count ? .join(parts[i], .text(" "), parts[i + 1]) : parts[i])
    }
    return .fill(lines)
  }

  /// What stands after `+-`.
  private static func share(_ tolerance: Expression, percent: Bool) -> Document {
    switch (tolerance.kind, percent) {
    case (.number(let x), true): .text(shortest(x) + "%")
    case (.percent, false): document(tolerance, .sum).inParentheses
    case (.percent, true): .join(document(tolerance, .sum).inParentheses, .text(" %"))
    case (_, true): .join(document(tolerance, .postfix), .text(" %"))
    case (_, false): document(tolerance, .sum)
    }
  }

  /// `"digits {n}"`
  static func quoted(_ parts: [Expression.TextPart]) -> String {
    var text = "\""
    for part in parts {
      switch part {
      case .literal(let literal):
        for scalar in literal.unicodeScalars { text += escaped(scalar) }
      case .value(let expression):
        var writer = Writer(limit: Int.max)
        writer.write(value(expression), indent: 0)
        text += "{\(writer.text)}"
      }
    }
    return text + "\""
  }

  private static func escaped(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "\"": "\\\""
    case "\\": "\\\\"
    case "\n": "\\n"
    case "\t": "\\t"
    case "{": "{{"
    case "}": "}}"
    case _ where scalar.value < 0x20 || scalar.value == 0x7F:
      "\\u{\(String(scalar.value, radix: 16))}"
    default: String(scalar)
    }
  }
}
