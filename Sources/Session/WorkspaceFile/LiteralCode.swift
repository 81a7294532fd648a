import Language
import Networks
import Training

/// Layers and optimisers as the code that builds them. Code from a file may only hold words and
/// literals: reading a file must never run a command.
enum LiteralCode {
  /// `flatten | dense 10`
  static func text(_ layers: [any Layer]) -> String {
    layers.map(\.code).joined(separator: " | ")
  }

  /// The layers of such a text.
  static func layers(_ text: String) throws -> [any Layer] {
    if text.isEmpty { return [] }
    let damage = WorkspaceDamage("has layers that cannot be read: \(text.prefix(60))")
    guard case .network(let syntax)? = expression("input 1 | \(text)")?.kind,
      syntax.options.isEmpty, syntax.stages.count > 1
    else { throw damage }
    let stages = Array(syntax.stages.dropFirst())
    guard stages.allSatisfy(isLiteral) else { throw damage }
    var session = Session()
    guard let made = try? session.part(NetworkSyntax(stages)).map(\.layer),
      self.text(made) == text
    else { throw damage }
    return made
  }

  /// The optimiser of a text like `adam with rate=0.001`.
  static func optimiser(_ text: String) throws -> any Optimiser {
    let damage = WorkspaceDamage("has an optimiser that cannot be read: \(text.prefix(60))")
    guard case .command(let command)? = expression("train n on d for 1 epochs using \(text)")?.kind,
      case .value(let value)? = command[.using], case .name(let word) = value.kind,
      let type = Optimisers.all.first(where: { $0.entry.name == word }),
      command.options.allSatisfy({ isLiteral($0.value) })
    else { throw damage }
    var session = Session()
    guard
      let arguments = try? session.arguments(
        command.options, entry: type.entry, at: command.range),
      let optimiser = try? type.init(arguments), optimiser.code == text
    else { throw damage }
    return optimiser
  }

  private static func expression(_ text: String) -> Expression? {
    guard let program = try? Parser(Session.vocabulary, reading: .script).parse(text),
      program.statements.count == 1, program.statements[0].names.isEmpty
    else { return nil }
    return program.statements[0].value
  }

  private static func isLiteral(_ stage: NetworkSyntax.Stage) -> Bool {
    switch stage {
    case .name: false
    case .group(let group): group.options.isEmpty && group.stages.allSatisfy(isLiteral)
    case .layer(let call):
      call.arguments.allSatisfy { argument in
        switch argument {
        case .value(let value): isLiteral(value)
        case .word: true
        case .option(let option): isLiteral(option.value)
        case .group(let group): group.options.isEmpty && group.stages.allSatisfy(isLiteral)
        }
      }
    }
  }

  private static func isLiteral(_ expression: Expression) -> Bool {
    switch expression.kind {
    case .number, .percent, .size, .ratio, .boolean, .name: true
    case .text(let parts): parts.allSatisfy { if case .literal = $0 { true } else { false } }
    case .negation(let operand): isLiteral(operand)
    case .list(let items): items.allSatisfy(isLiteral)
    default: false
    }
  }
}
