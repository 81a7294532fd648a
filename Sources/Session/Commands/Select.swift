import Catalog
import Datasets
import Language
import Selection

/// `select 64 from seen where label in [3, 8] using rnd with network=net, seed=3`
enum Select: SessionCommand {
  static let givesValue = true

  static let entry = Entry(
    "select", .command, summary: "choose examples of a data set, or rows of a table",
    usage: "select N|all from DATA [where CONDITION] [using METHOD] [with seed=N, …]",
    details: """
      The condition may speak of `label`, `index` (the place in DATA), `target` (or target0,
      target1 …); for a table, of its columns. The field `indices` of the result says which examples
      of the source were chosen, in order of choice. What it leaves is the pool that the method chooses
      from; without a method, `all` takes the whole pool and N a random part of it. Methods have
      their own pages (`help methods`); one chosen by the value of a name, as in a loop over methods,
      ignores the options of the others.
      """,
    parameters: [Parameter("seed", .seed, summary: "the draw of the method")],
    returns: """
      A data set (of a table, a table). Its field indices says which examples, in order of
      choice.
      """,
    grammar: Grammar(
      [.value],
      clauses: [.init(.from, required: true), .init(.where), .init(.using), .init(.with)]),
    examples: [
      Example("pair = select all from digits where label in [3, 8]"),
      Example("core = select 8 from seen using rnd with network=net, seed=3, epochs=2"),
    ],
    searchTerms: [
      "subset", "filter", "choose", "sample", "coreset", "rnd", "distillation",
      "data selection", "active learning", "examples",
    ])

  static func run(_ call: Call, _ session: inout Session) throws -> Value {
    let from = try call.required(.from, "data to select from")
    let source = try session.evaluate(from)
    if case .table(let table) = source { return try rows(of: table, call, &session) }
    guard case .data(let data) = source else {
      throw Diagnostic(
        .failure, "select works on a data set or a table, not on \(source.described)",
        at: from.range)
    }
    var pool = data
    if let condition = call.phrase(.where) {
      let columns = data.columnNames.compactMap { name in
        data.column(name).map { (name: name, values: $0) }
      }
      let indices = try session.matching(condition, count: data.count) { i in
        columns.map { ($0.name, Value.number(Number($0.values[i]))) }
      }
      guard !indices.isEmpty else {
        throw Diagnostic(.failure, "no example meets this condition", at: condition.range)
      }
      pool = data.taking(indices)
    }
    let count = try wanted(call, &session, of: pool.count)
    let entry = try call.phrase(.using).map { try session.choice($0, of: .method, "method") }
    let name = entry?.name ?? (count == nil ? "all" : "random")
    guard let method = Methods.all.first(where: { $0.entry.name == name }) else {
      throw call.failure("there is no method “\(name)”")
    }
    let arguments = try session.arguments(
      of: call, further: session.further(method.entry, call.phrase(.using)))
    if call.phrase(.using) == nil, count == nil { return .data(pool) }
    let seed = session.seed(arguments, at: call.command.range)
    let operand = try call.required(0, "how many, or all")
    let choice = try session.located(operand.range, of: call.command) { session in
      try method.select(
        count ?? pool.count, from: Pool(inputs: pool.inputs, labels: pool.labels), arguments,
        seed: seed, watch: session.options.watch)
    }
    return .data(pool.taking(choice.indices))
  }

  /// The number asked for; nil for all.
  private static func wanted(
    _ call: Call, _ session: inout Session, of available: Int
  ) throws -> Int? {
    let operand = try call.required(0, "how many, or all")
    if case .name("all") = operand.kind, session.value(of: "all") == nil { return nil }
    if case .percent(let share) = operand.kind, share > 0, share < 100 {
      throw Diagnostic(
        .failure, "select takes a number of examples, not a share", at: operand.range,
        suggestion: "split DATA \(shortest(share)):\(shortest(100 - share)) takes shares")
    }
    return try session.integer(operand, "the number of examples", in: 1...1_000_000_000)
  }

  private static func rows(
    of table: Table, _ call: Call, _ session: inout Session
  ) throws -> Value {
    if let using = call.phrase(.using) {
      throw Diagnostic(.failure, "methods choose examples, not rows of a table", at: using.range)
    }
    var rows = Array(0..<table.rows)
    if let condition = call.phrase(.where) {
      rows = try session.matching(condition, count: table.rows) { table.row($0) }
    }
    if let count = try wanted(call, &session, of: rows.count) {
      guard count <= rows.count else {
        throw Diagnostic(
          .failure, "\(count) rows are asked for, but there are only \(rows.count)",
          at: try call.required(0, "how many, or all").range)
      }
      rows = Array(rows.prefix(count))
    }
    return .table(table.taking(rows))
  }
}
