import Catalog
import Glibc
import Language

extension Session {
  /// `left op right`, element by element where one or both are lists.
  static func combined(
    _ op: Expression.Operator, _ left: Value, _ right: Value
  ) throws -> Value {
    func apply(_ a: Double, _ b: Double) -> Double {
      switch op {
      case .plus: a + b
      case .minus: a - b
      case .times: a * b
      case .over: a / b
      case .power: pow(a, b)
      }
    }
    switch (left, right) {
    case (.number(let a), .number(let b)):
      return .number(Number(apply(a.value, b.value)))
    case (.numbers(let a), .number(let b)):
      return .numbers(Numbers(a.values.map { apply($0, b.value) }))
    case (.number(let a), .numbers(let b)):
      return .numbers(Numbers(b.values.map { apply(a.value, $0) }))
    case (.numbers(let a), .numbers(let b)):
      guard a.values.count == b.values.count else {
        throw Diagnostic(
          .failure,
          "lists of \(a.values.count) and \(b.values.count) elements cannot be combined")
      }
      return .numbers(Numbers(zip(a.values, b.values).map(apply)))
    case (.text(let a), .text(let b)) where op == .plus:
      return .text(a + b)
    case (.list(let a), .list(let b)) where op == .plus:
      return .list(a + b)
    default:
      let wrong = isNumeric(left) ? right : left
      throw Diagnostic(
        .failure, "\(op.rawValue) needs numbers or lists of numbers, not \(wrong.described)")
    }
  }

  private static func isNumeric(_ value: Value) -> Bool {
    switch value {
    case .number, .numbers: true
    default: false
    }
  }

  /// A function of a number, over each element of a list.
  static func mapped(
    _ value: Value, _ what: String, _ function: (Double) -> Double
  ) throws -> Value {
    switch value {
    case .number(let number): return .number(Number(function(number.value)))
    case .numbers(let numbers): return .numbers(Numbers(numbers.values.map(function)))
    default:
      throw Diagnostic(
        .failure, "\(what) needs a number or a list of numbers, not \(value.described)")
    }
  }

  /// The value of an expression that must be a number.
  mutating func number(_ expression: Expression) throws -> Double {
    let value = try evaluate(expression)
    guard case .number(let number) = value else {
      throw Diagnostic(
        .failure, "a number is needed here, not \(value.described)", at: expression.range)
    }
    return number.value
  }

  /// The value of an expression that must be a whole number in a range.
  mutating func integer(
    _ expression: Expression, _ what: String, in range: ClosedRange<Int>
  ) throws -> Int {
    let x = try number(expression)
    guard let n = Int(exactly: x), range.contains(n) else {
      throw Diagnostic(
        .failure,
        "\(what) must be \(Parameter.Kind.integer(range).description), not \(shortest(x))",
        at: expression.range)
    }
    return n
  }

  /// The value of an expression that must be text.
  mutating func text(_ expression: Expression, _ what: String) throws -> String {
    let value: Value
    do {
      value = try evaluate(expression)
    } catch let diagnostic as Diagnostic {
      guard case .name(let word) = expression.kind, workspace[word] == nil else {
        throw diagnostic
      }
      throw Diagnostic(
        .failure, "\(what) is text in quotes", at: expression.range,
        suggestion: "write \"\(word)\"")
    }
    guard case .text(let text) = value else {
      throw Diagnostic(
        .failure, "\(what) is text in quotes, not \(value.described)", at: expression.range)
    }
    return text
  }

  /// `list[i]`, `list[2..5]`, `data[0..9]`; −1 is the last.
  static func element(_ owner: Value, _ index: Value) throws -> Value {
    switch owner {
    case .numbers(let numbers):
      return try picked(index, of: numbers.values.count) { indices, single in
        single
          ? .number(Number(numbers.values[indices[0]]))
          : .numbers(Numbers(indices.map { numbers.values[$0] }))
      }
    case .list(let values):
      return try picked(index, of: values.count) { indices, single in
        single ? values[indices[0]] : list(indices.map { values[$0] })
      }
    case .data(let data):
      return try picked(index, of: data.count) { indices, _ in .data(data.taking(indices)) }
    case .table(let table):
      return try picked(index, of: table.rows) { indices, _ in .table(table.taking(indices)) }
    case .size(let axes):
      return try picked(index, of: axes.count) { indices, single in
        single
          ? .number(Number(Double(axes[indices[0]])))
          : .numbers(Numbers(indices.map { Double(axes[$0]) }))
      }
    default:
      throw Diagnostic(
        .failure, "[…] picks from a list, a table or a data set, not from \(owner.described)")
    }
  }

  private static func picked(
    _ index: Value, of count: Int, _ make: ([Int], Bool) -> Value
  ) throws -> Value {
    func place(_ x: Double) throws -> Int {
      guard let i = Int(exactly: x), i < count, i >= -count else {
        throw Diagnostic(
          .failure, "\(shortest(x)) is not a place among \(count) elements",
          suggestion: count == 0 ? nil : "counting starts at 0; the last is \(count - 1), or -1")
      }
      return i < 0 ? i + count : i
    }
    switch index {
    case .number(let number): return make([try place(number.value)], true)
    case .numbers(let numbers): return make(try numbers.values.map(place), false)
    default:
      throw Diagnostic(.failure, "a place in a list is a number, not \(index.described)")
    }
  }
}
