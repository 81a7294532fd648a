import Catalog
import Glibc
import Language

extension Session {
  /// `left op right`, element by element where one or both are lists or kernels.
  static func combined(
    _ op: Expression.Operator, _ left: Value, _ right: Value, at ranges: (SourceRange, SourceRange)
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
    case (.kernel(let a), .number(let b)):
      // A positive multiple of a kernel is a kernel.
      let keeps = (op == .times || op == .over) && b.value > 0
      return .kernel(a.mapped(keepsKernel: keeps) { apply($0, b.value) })
    case (.number(let a), .kernel(let b)):
      return .kernel(
        b.mapped(keepsKernel: op == .times && a.value > 0) { apply(a.value, $0) })
    case (.kernel(let a), .kernel(let b)):
      return .kernel(try KernelValue.combined(op, a, b, apply))
    case (.text(let a), .text(let b)) where op == .plus:
      return .text(a + b)
    case (.list(let a), .list(let b)) where op == .plus:
      return .list(a + b)
    default:
      let isLeft = !isNumeric(left)
      let wrong = isLeft ? left : right
      if !isLeft, isNumeric(right) {
        throw Diagnostic(
          .failure, "\(op.rawValue) does not combine \(left.described) with \(right.described)",
          at: ranges.1, suggestion: Self.insteadOfSum(op, left, right))
      }
      throw Diagnostic(
        .failure,
        "\(op.rawValue) needs numbers, lists of numbers or kernels, not \(wrong.described)",
        at: isLeft ? ranges.0 : ranges.1, suggestion: Self.insteadOfSum(op, left, right))
    }
  }

  /// What to write where an operator meets what it does not work on.
  private static func insteadOfSum(
    _ op: Expression.Operator, _ left: Value, _ right: Value
  ) -> String? {
    switch (left, right) {
    case (.text, .number) where op == .plus, (.number, .text) where op == .plus:
      "a text holds values as in \"n = {n}\""
    case (.network, .network), (.fragment, _), (_, .fragment):
      "the stages of a network are joined with |"
    case (.kernel, .numbers), (.numbers, .kernel): "K[0] is a row of a kernel, as a list"
    default: nil
    }
  }

  private static func isNumeric(_ value: Value) -> Bool {
    switch value {
    case .number, .numbers, .kernel: true
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
    case .kernel(let kernel): return .kernel(kernel.mapped(keepsKernel: false, function))
    default:
      throw Diagnostic(
        .failure,
        "\(what) needs a number, a list of numbers or a kernel, not \(value.described)")
    }
  }

  /// The value of an expression that must be a number.
  mutating func number(_ expression: Expression) throws -> Double {
    let value = try evaluate(expression)
    guard case .number(let number) = value else {
      var suggestion: String?
      if case .text(let text) = value {
        suggestion = Parameter.Kind.number(-1e300...1e300).near(.text(text))
      }
      throw Diagnostic(
        .failure, "a number is needed here, not \(value.described)", at: expression.range,
        suggestion: suggestion)
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
        "\(what) must be \(Parameter.Kind.integer(range).wanted(insteadOf: .number(x))), not \(shortest(x))",
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
}
