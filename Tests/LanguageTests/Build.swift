import Catalog

@testable import Language

// Short names for trees, so that a table of expected trees can be read.

func number(_ x: Double) -> Expression { Expression(.number(x)) }
func name(_ word: String) -> Expression { Expression(.name(word)) }
func text(_ literal: String) -> Expression { Expression(.text([.literal(literal)])) }
func list(_ values: Expression...) -> Expression { Expression(.list(values)) }
func size(_ axes: Int...) -> Expression { Expression(.size(axes)) }
func negative(_ value: Expression) -> Expression { Expression(.negation(value)) }

func binary(
  _ sign: Expression.Operator, _ a: Expression, _ b: Expression
) -> Expression { Expression(.binary(sign, a, b)) }

func compare(
  _ sign: Expression.Comparison, _ a: Expression, _ b: Expression
) -> Expression { Expression(.comparison(sign, a, b)) }

func field(_ base: Expression, _ word: String) -> Expression {
  Expression(.field(base, Name(word)))
}

func call(_ word: String, _ arguments: Expression...) -> Expression {
  Expression(.call(Name(word), arguments))
}

func range(_ from: Expression, _ through: Expression, step: Expression? = nil) -> Expression {
  Expression(.range(from: from, through: through, step: step))
}

func near(
  _ a: Expression, _ b: Expression, _ tolerance: Expression? = nil, percent: Bool = false
) -> Expression {
  Expression(.approximately(a, b, tolerance: tolerance, percent: percent))
}

// MARK: Commands

func command(
  _ word: String, _ operands: Command.Operand..., clauses: [Command.Clause] = []
) -> Expression {
  Expression(.command(Command(Name(word), operands, clauses: clauses)))
}

/// `entropy net on d`
func query(
  _ word: String, _ network: Expression, on data: Expression? = nil
) -> Expression {
  command(word, .value(network), clauses: data.map { [.on($0)] } ?? [])
}

func item(_ value: Expression, as alias: String? = nil) -> Command.Item {
  Command.Item(value, as: alias.map { Name($0) })
}

extension Command.Clause {
  static func on(_ value: Expression) -> Self { Self(.on, .value(value)) }
  static func value(_ word: Preposition, _ value: Expression) -> Self { Self(word, .value(value)) }
  static func condition(_ word: Preposition, _ value: Expression) -> Self {
    Self(word, .condition(value))
  }
  static func with(_ options: (String, Expression)...) -> Self {
    Self(.with, .options(options.map { Option(Name($0.0), $0.1) }))
  }
  static func epochs(_ count: Expression, of total: Expression? = nil) -> Self {
    Self(.for, .epochs(count, of: total))
  }
  static func recording(
    _ quantities: [Command.Recorded], _ schedule: Command.Schedule = .unsaid
  ) -> Self { Self(.recording, .recording(quantities, schedule)) }
}

func recorded(
  _ word: String, on data: Expression? = nil, _ options: [(String, Expression)] = [],
  as alias: String? = nil
) -> Command.Recorded {
  Command.Recorded(
    Name(word), on: data, options: options.map { Option(Name($0.0), $0.1) },
    as: alias.map { Name($0) })
}

// MARK: Networks

func network(
  _ stages: NetworkSyntax.Stage..., with options: [(String, Expression)] = []
) -> Expression { Expression(.network(syntax(stages, options))) }

func syntax(
  _ stages: [NetworkSyntax.Stage], _ options: [(String, Expression)] = []
) -> NetworkSyntax {
  NetworkSyntax(stages, options: options.map { Option(Name($0.0), $0.1) })
}

func layer(_ word: String, _ arguments: NetworkSyntax.Argument...) -> NetworkSyntax.Stage {
  .layer(NetworkSyntax.LayerCall(Name(word), arguments))
}

func named(_ word: String) -> NetworkSyntax.Stage { .name(Name(word)) }

extension NetworkSyntax.Argument {
  static func number(_ x: Double) -> Self { .value(Expression(.number(x))) }
  static func size(_ axes: Int...) -> Self { .value(Expression(.size(axes))) }
  static func word(_ text: String) -> Self { .word(Name(text)) }
  static func option(_ name: String, _ value: Expression) -> Self {
    .option(Option(Name(name), value))
  }
}

// MARK: Statements

func bind(_ names: String..., to value: Expression) -> Statement {
  Statement(names: names.map { Name($0) }, value: value)
}

/// The value of the only statement of a text.
func parsed(_ source: String, reading: Reading = .script) throws -> Expression {
  let program = try Parser(TestVocabulary.vocabulary, reading: reading).parse(source)
  guard let statement = program.statements.first, program.statements.count == 1 else {
    throw Diagnostic(.syntax, "not one statement: \(source)")
  }
  return statement.value
}
