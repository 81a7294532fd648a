import Catalog
import Datasets
import Language
import LinearAlgebra
import Networks

extension Session {
  /// The value of a whole statement: like an expression, but `show` alone is a command.
  mutating func evaluate(statement expression: Expression) throws -> Value {
    if case .name(let word) = expression.kind, workspace[word] == nil,
      let entry = Self.vocabulary.command(word), entry.grammar?.needed == 0
    {
      return try perform(Command(Name(word, range: expression.range), range: expression.range))
    }
    if case .name(let word) = expression.kind, word != "it", workspace[word] == nil,
      Self.vocabulary.entries(named: word).isEmpty || Habit.of(word) != nil
    {
      throw unbound(word, at: expression.range, or: Self.vocabulary.names(.command, .quantity))
    }
    return try evaluate(expression)
  }

  /// The value of an expression.
  mutating func evaluate(_ expression: Expression) throws -> Value {
    try located(expression.range) { session in
      switch expression.kind {
      case .number(let x): return .number(Number(x))
      case .percent(let x): return .number(Number(x / 100))
      case .size(let axes): return .size(axes)
      case .ratio(let parts): return .ratio(parts)
      case .boolean(let flag): return .boolean(flag)
      case .text(let parts): return .text(try session.interpolated(parts))
      case .list(let items): return Self.list(try session.elements(items))
      case .name(let name): return try session.value(named: name, at: expression.range)
      case .negation(let operand):
        let value = try session.evaluate(operand)
        return try session.located(operand.range) { _ in try Self.mapped(value, "-") { -$0 } }
      case .binary(let op, let left, let right):
        let (a, b) = (try session.evaluate(left), try session.evaluate(right))
        return try Self.combined(op, a, b, at: (left.range, right.range))
      case .range(let from, let through, let step):
        return try session.range(from, through, step)
      case .comparison, .approximately, .not, .both, .either:
        return .boolean(try session.holds(expression))
      case .field(let owner, let name):
        return try session.field(
          name.text, of: try session.evaluate(owner), written: owner, at: name.range)
      case .index(let owner, let index):
        let (a, b) = (try session.evaluate(owner), try session.evaluate(index))
        return try Self.element(a, b, written: owner, at: index.range)
      case .call(let name, let arguments):
        let values = try arguments.map { try session.evaluate($0) }
        // One argument is the one to blame.
        return try session.located(arguments.count == 1 ? arguments[0].range : expression.range) {
          _ in try Functions.call(name, values)
        }
      case .network(let syntax): return try session.network(syntax)
      case .command(let command): return try session.perform(command)
      case .loop(let loop): return try session.loop(loop)
      }
    }
  }

  private mutating func interpolated(_ parts: [Expression.TextPart]) throws -> String {
    var text = ""
    for part in parts {
      switch part {
      case .literal(let literal): text += literal
      case .value(let expression):
        switch try evaluate(expression) {
        case .text(let value): text += value
        case .number(let number): text += shortest(number.value)
        case .boolean(let flag): text += flag ? "yes" : "no"
        case .size(let axes): text += axes.map(String.init).joined(separator: "x")
        case let value:
          throw Diagnostic(
            .failure, "text can hold a number, a size or text, not \(value.described)",
            at: expression.range)
        }
      }
    }
    return text
  }

  private mutating func range(
    _ from: Expression, _ through: Expression, _ step: Expression?
  ) throws -> Value {
    let low = try number(from)
    let high = try number(through)
    let by = try step.map { try number($0) } ?? 1
    guard low.isFinite, high.isFinite, by.isFinite, by != 0 else {
      throw Diagnostic(.failure, "a range needs finite ends and a step other than 0")
    }
    // Half a billionth of a step forgives the rounding of 0..1 step 0.1.
    let count = ((high - low) / by + 1e-9).rounded(.down) + 1
    guard count <= 1_000_000 else {
      throw Diagnostic(
        .failure, "this range has \(shortest(count)) elements, more than 1000000",
        suggestion: "use a larger step")
    }
    guard count >= 1 else { return .numbers(Numbers([])) }
    return .numbers(Numbers((0..<Int(count)).map { low + Double($0) * by }))
  }

  /// A list of numbers is kept as numbers.
  static func list(_ values: [Value]) -> Value {
    var numbers: [Double] = []
    for value in values {
      guard case .number(let number) = value else { return .list(values) }
      numbers.append(number.value)
    }
    return .numbers(Numbers(numbers))
  }

  /// The elements of a list, a range, a column; nil for anything else.
  static func elements(_ value: Value) -> [Value]? {
    switch value {
    case .list(let values): values
    case .numbers(let numbers): numbers.values.map { .number(Number($0)) }
    default: nil
    }
  }

  /// A loop: the body once for each combination, the last variable fastest; the collected table.
  private mutating func loop(_ loop: Loop) throws -> Value {
    try deeper { session in
      session.current.collected.append(Table())
      session.current.rows.append(0)
      do {
        try session.iterate(loop, 0)
      } catch {
        guard session.keepsPartialTable(error) else { throw error }
      }
      session.current.rows.removeLast()
      let table = session.current.collected.removeLast()
      if table.columns.isEmpty, session.current.rows.isEmpty, loop.body.onlyAsks {
        session.say("a loop shows only what it collects: collect n, … makes a table")
      }
      return .table(table)
    }
  }

  /// Whether a loop that was stopped leaves the rows it has: the outermost one does, with a remark;
  /// the statement is then not noted, since it would not give this table again.
  private mutating func keepsPartialTable(_ error: any Error) -> Bool {
    guard Self.diagnose(error, at: .nowhere).kind == .interrupted, current.rows.count == 1,
      let table = current.collected.last, table.rows > 0
    else { return false }
    current.isPartial = true
    current.outputs.append(
      .remark(
        "interrupted: the table has the \(counted(table.rows, "row")) collected so far; a saved session leaves this statement out"
      ))
    return true
  }

  /// Runs a body and says in which row of the loop an error happened.
  private mutating func inRow(_ loop: Loop, _ body: (inout Session) throws -> Void) throws {
    do {
      try body(&self)
    } catch var diagnostic as Diagnostic {
      if diagnostic.kind == .failure, !diagnostic.message.contains(", in row ") {
        let values = loop.variables.compactMap { variable in
          workspace[variable.name.text].map { "\(variable.name.text) = \(Text.summary($0))" }
        }
        diagnostic.message +=
          ", in row \(current.rows.last ?? 0): \(values.joined(separator: ", "))"
      }
      throw diagnostic
    }
  }

  /// The loop's variables from `level` on.
  ///
  /// - Parameter place: which of how many combinations of those before it this is.
  private mutating func iterate(
    _ loop: Loop, _ level: Int, _ place: (done: Int, total: Int) = (0, 1)
  ) throws {
    guard level < loop.variables.count else {
      let names = loop.variables.map(\.name.text).joined(separator: ", ")
      options.watch.report("for \(names)", place.done, of: place.total, detail: "")
      workspace.openScope()
      defer { workspace.closeScope() }
      try inRow(loop) { session in
        for statement in loop.body.statements { try session.runInLoop(statement) }
      }
      current.rows[current.rows.count - 1] += 1
      return
    }
    let variable = loop.variables[level]
    let items = try evaluate(variable.items)
    guard let values = Self.elements(items) else {
      var suggestion: String?
      if case .number(let n) = items {
        suggestion = "such as 0..\(shortest(n.value - 1)), both ends included"
      } else if case .ratio(let ends) = items, ends.count == 2 {
        suggestion = "write \(shortest(ends[0]))..\(shortest(ends[1])), both ends included"
      }
      throw Diagnostic(
        .failure, "a loop needs a list or a range, not \(items.described)",
        at: variable.items.range, suggestion: suggestion)
    }
    for (i, value) in values.enumerated() {
      try options.watch.check()
      workspace.openScope()
      defer { workspace.closeScope() }
      workspace.bind(variable.name.text, to: value)
      try iterate(
        loop, level + 1, (place.done * values.count + i, place.total * values.count))
    }
  }

  private mutating func runInLoop(_ statement: Statement) throws {
    try options.watch.check()
    let outer = current.name
    defer { current.name = outer }
    current.name = statement.names.count == 1 ? statement.names[0].text : outer
    current.draws = 0
    // The rows of a loop within a loop that nothing else takes go to the table of the outer one.
    if statement.names.isEmpty, case .loop(let inner) = statement.value.kind {
      return try deeper { session in
        session.current.rows.append(0)
        try session.iterate(inner, 0)
        session.current.rows.removeLast()
      }
    }
    try located(statement.range) { session in
      let value = try session.evaluate(statement: statement.value)
      try session.bind(value, to: statement.names)
      session.workspace.remember(value)
    }
  }

  /// Runs `body` one level further in.
  mutating func deeper<R>(_ body: (inout Session) throws -> R) throws -> R {
    guard depth < 20 else {
      throw Diagnostic(.failure, "loops and run are nested more than 20 deep")
    }
    depth += 1
    defer { depth -= 1 }
    return try body(&self)
  }

  /// Gives an error without a place this one; one that blames a part of the command has its.
  mutating func located<R>(
    _ range: SourceRange, of command: Command? = nil, _ body: (inout Session) throws -> R
  ) throws -> R {
    do {
      return try body(&self)
    } catch let error as ComputationError {
      let place = error.blame.flatMap { command?.place(of: $0) }
      throw Self.diagnose(error, at: place ?? range)
    } catch {
      throw Self.diagnose(error, at: range)
    }
  }
}

extension Program {
  /// Every statement has a value, which nothing takes.
  fileprivate var onlyAsks: Bool {
    statements.allSatisfy { statement in
      guard statement.names.isEmpty, !statement.silent else { return false }
      switch statement.value.kind {
      case .loop: return false
      case .command(let command): return command.kind == .quantity
      default: return true
      }
    }
  }
}
