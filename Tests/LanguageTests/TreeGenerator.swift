import Catalog
import TestSupport

@testable import Language

/// Random trees in normal form, covering every kind of node.
struct TreeGenerator {
  var random: SeededGenerator

  init(seed: UInt64) { random = SeededGenerator(seed) }

  mutating func below(_ n: Int) -> Int { Int.random(in: 0..<n, using: &random) }
  mutating func chance(_ percent: Int) -> Bool { below(100) < percent }

  mutating func pick<T>(_ choices: [T]) -> T { choices[below(choices.count)] }

  mutating func some<T>(
    _ range: ClosedRange<Int>, _ make: (inout TreeGenerator) -> T
  ) -> [T] {
    (0..<Int.random(in: range, using: &random)).map { _ in make(&self) }
  }

  // MARK: Words

  /// Names, catalog words among them: every word that is not reserved can be bound.
  mutating func word() -> String {
    pick([
      "x", "net", "seen", "λ", "fit", "n2", "_a", "loss", "pool", "train", "entropy", "epochs",
      "of",
      "every", "at", "log", "dense", "relu", "sin", "show", "help", "session", "größe", "epoch",
    ])
  }

  mutating func name() -> Name { Name(word()) }

  /// A name that is no layer, so that as a stage it is a name.
  mutating func stageName() -> Name { Name(pick(["net", "body", "it", "loss", "λ", "train"])) }

  // MARK: Programs

  mutating func program(_ depth: Int, _ sizes: ClosedRange<Int> = 0...3) -> Program {
    Program(
      some(sizes) { $0.statement(depth) }, closing: chance(15) ? [comment()] : [])
  }

  mutating func comment() -> String { pick(["", "why", "# more", "= 3", "  x | y \"", "日本"]) }

  mutating func statement(_ depth: Int) -> Statement {
    var names: [Name] = []
    if chance(50) { names = [name()] }
    if chance(10) { names = [Name("a"), Name("b"), name()] }
    return Statement(
      names: names, value: value(depth), timed: chance(10), silent: chance(15),
      comments: chance(15) ? some(1...2) { $0.comment() } : [],
      results: chance(15) ? some(1...2) { $0.pick(["", "3.2137 nats   (mean)", "# a"]) } : [])
  }

  /// What may stand alone: also commands, networks and loops.
  mutating func value(_ depth: Int) -> Expression {
    guard depth > 0 else { return atom() }
    switch below(10) {
    case 0, 1, 2: return Expression(.command(command(depth - 1)))
    case 3, 4: return Expression(.network(network(depth - 1)))
    case 5 where depth > 1: return Expression(.loop(loop(depth - 1)))
    default: return expression(depth)
    }
  }

  mutating func loop(_ depth: Int) -> Loop {
    let count = 1 + below(3)
    let variables = (0..<count).map { i in
      Loop.Variable(Name("v\(i)"), in: expression(depth - 1))
    }
    return Loop(variables, body: program(depth - 1))
  }

  // MARK: Expressions

  mutating func number() -> Double {
    pick([
      0, 1, 2, 10, 0.5, 1e-3, 3.25, 1e15, 1e21, 123456789012, 2.5e-308, .greatestFiniteMagnitude,
    ])
  }

  mutating func atom() -> Expression {
    switch below(9) {
    case 0: Expression(.percent(number()))
    case 1: Expression(.size(pick([[28, 28, 1], [3, 3], [1, 2, 3, 4]])))
    case 2: Expression(.ratio(pick([[80, 20], [80, 10, 10], [0.5, 0.25]])))
    case 3: Expression(.text(text(0)))
    case 4: Expression(.boolean(chance(50)))
    case 5: Expression(.name(chance(20) ? "it" : word()))
    case 6: Expression(.list([]))
    default: chance(50) ? Expression(.number(number())) : Expression(.name(word()))
    }
  }

  mutating func text(_ depth: Int) -> [Expression.TextPart] {
    var parts: [Expression.TextPart] = []
    for _ in 0..<below(4) {
      if chance(60) || depth == 0 {
        let literal = pick([
          "a b", "\"", "\\", "{x}", "\n\t", "#= no", "é日本", "'", "\u{1}\u{7F}", "}",
        ])
        if case .literal? = parts.last { continue }
        parts.append(.literal(literal))
      } else {
        parts.append(.value(withoutLoops(value(depth - 1))))
      }
    }
    return parts
  }

  /// A loop cannot stand in a text.
  private func withoutLoops(_ expression: Expression) -> Expression {
    expression.source(width: .max).contains("\n")
      ? Expression(.name("x")) : expression
  }

  mutating func expression(_ depth: Int) -> Expression {
    guard depth > 0 else { return atom() }
    let d = depth - 1
    switch below(19) {
    case 0: return Expression(.text(text(d)))
    case 1: return Expression(.list(some(0...4) { $0.value(d) }))
    case 2: return Expression(.negation(value(d)))
    case 3, 4:
      return Expression(.binary(pick(Expression.Operator.allCases), value(d), value(d)))
    case 5:
      return Expression(
        .range(from: value(d), through: value(d), step: chance(40) ? value(d) : nil))
    case 6, 7:
      return Expression(.comparison(pick(Expression.Comparison.allCases), value(d), value(d)))
    case 8, 9:
      let tolerance = chance(60) ? value(d) : nil
      return Expression(
        .approximately(
          value(d), value(d), tolerance: tolerance, percent: tolerance != nil && chance(50)))
    case 10: return Expression(.not(value(d)))
    case 11: return Expression(.both(value(d), value(d)))
    case 12: return Expression(.either(value(d), value(d)))
    case 13:
      return Expression(.field(value(d), chance(30) ? Name("csv") : Name(pick(["loss", "for"]))))
    case 14: return Expression(.index(value(d), value(d)))
    case 15, 16:
      let function = Name(pick(["log", "size", "max", "sin"]))
      return Expression(.call(function, some(0...3) { $0.value(d) }))
    case 17: return Expression(.command(command(d)))
    default: return Expression(.network(network(d)))
    }
  }

  // MARK: Networks

  mutating func network(_ depth: Int) -> NetworkSyntax {
    let stages = some(1...4) { $0.stage(depth) }
    var options = chance(30) ? self.options(depth) : []
    if stages.count == 1, options.isEmpty {
      if case .layer(let call) = stages[0], !call.arguments.isEmpty { return NetworkSyntax(stages) }
      options = self.options(depth)
    }
    return NetworkSyntax(stages, options: options)
  }

  mutating func stage(_ depth: Int) -> NetworkSyntax.Stage {
    switch below(8) {
    case 0, 1: return .name(stageName())
    case 2 where depth > 0:
      return .group(chance(30) ? NetworkSyntax([.name(stageName())]) : network(depth - 1))
    default:
      let word = pick(["input", "flatten", "dense", "conv", "pool", "residual", "relu"])
      return .layer(NetworkSyntax.LayerCall(Name(word), some(0...3) { $0.argument(depth) }))
    }
  }

  mutating func argument(_ depth: Int) -> NetworkSyntax.Argument {
    switch below(6) {
    case 0: return .word(Name(pick(["relu", "same", "n", "it", "x", "loss"])))
    case 1: return .option(Option(Name(pick(["bias", "n", "gain"])), value(min(depth, 1))))
    case 2 where depth > 0:
      let network = network(depth - 1)
      return .group(network)
    default:
      var expression = chance(70) ? atom() : self.value(depth)
      if case .network = expression.kind { expression = atom() }
      return .value(expression)
    }
  }

  // MARK: Commands

  mutating func options(_ depth: Int) -> [Option] {
    some(1...3) { Option(Name($0.pick(["seed", "rate", "of", "log"])), $0.value(min(1, depth))) }
  }

  mutating func command(_ depth: Int) -> Command {
    let entry = pick(TestVocabulary.commands + TestVocabulary.quantities)
    let grammar = entry.callGrammar
    var operands: [Command.Operand] = []
    for (i, operand) in grammar.operands.enumerated() where i < max(grammar.needed, 1) {
      switch operand {
      case .word: operands.append(.word(name()))
      case .words: operands.append(.words(some(1...3) { Name($0.pick(["train", "for", "x"])) }))
      case .items:
        operands.append(
          .items(
            some(1...3) { Command.Item($0.value(depth), as: $0.chance(30) ? $0.name() : nil) }))
      case .value, .condition: operands.append(.value(value(depth)))
      }
    }
    var clauses: [Command.Clause] = []
    if entry.name != "help" {
      for clause in grammar.clauses.shuffled(using: &random)
      where clause.required || chance(30) || operands.isEmpty {
        clauses.append(Command.Clause(clause.preposition, phrase(clause.preposition, depth)))
      }
    }
    if operands.isEmpty, clauses.isEmpty { return Command(Name("show"), [.value(atom())]) }
    return Command(Name(entry.name), operands, clauses: clauses)
  }

  mutating func phrase(_ preposition: Preposition, _ depth: Int) -> Command.Phrase {
    switch preposition.phrase {
    case .value: return .value(value(depth))
    case .condition: return .condition(value(depth))
    case .options: return .options(options(depth))
    case .epochs: return .epochs(value(depth), of: chance(40) ? value(depth) : nil)
    case .recording:
      return .recording(
        some(1...3) { generator in
          Command.Recorded(
            Name(generator.pick(["loss", "entropy", "trace"])),
            on: generator.chance(40) ? generator.value(depth) : nil,
            options: generator.chance(20) ? generator.options(depth) : [],
            as: generator.chance(30) ? generator.name() : nil)
        }, schedule(depth))
    }
  }

  mutating func schedule(_ depth: Int) -> Command.Schedule {
    switch below(4) {
    case 0: .unsaid
    case 1: .every(value(depth))
    case 2: .at(value(depth))
    default: .logarithmic(value(depth))
    }
  }
}
