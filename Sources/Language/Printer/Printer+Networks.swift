extension Printer {
  static func document(_ network: NetworkSyntax) -> Document {
    var lines = network.stages.enumerated().map { i, stage -> Document in
      i == 0 ? document(stage) : .join(.text("| "), document(stage))
    }
    if !network.options.isEmpty {
      lines.append(.join(.text("with "), document(network.options)))
    }
    return .stack(lines)
  }

  static func document(_ stage: NetworkSyntax.Stage) -> Document {
    switch stage {
    case .layer(let call): document(call)
    case .name(let name): .text(name.text)
    case .group(let network): document(network).inParentheses
    }
  }

  static func document(_ call: NetworkSyntax.LayerCall) -> Document {
    call.arguments.reduce(.text(call.word.text)) { .join($0, .text(" "), document($1)) }
  }

  static func document(_ argument: NetworkSyntax.Argument) -> Document {
    switch argument {
    case .word(let name): .text(name.text)
    case .group(let network): document(network).inParentheses
    case .option(let option): .join(.text("\(option.name.text)="), atom(option.value))
    case .value(let expression):
      switch expression.kind {
      case .number, .percent, .size, .ratio, .text, .boolean, .list:
        document(expression, .postfix)
      default: value(expression).inParentheses
      }
    }
  }

  /// The value of a layer's option.
  private static func atom(_ expression: Expression) -> Document {
    if case .negation(let operand) = expression.kind {
      return .join(.text("-"), document(operand, .postfix))
    }
    return document(expression, .postfix)
  }
}
