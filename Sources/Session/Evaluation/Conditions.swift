import Catalog
import Language

extension Session {
  /// Whether a condition holds.
  mutating func holds(_ condition: Expression) throws -> Bool {
    try located(condition.range) { session in
      switch condition.kind {
      case .both(let a, let b): return try session.holds(a) && session.holds(b)
      case .either(let a, let b):
        if try session.holds(a) { return true }
        do {
          return try session.holds(b)
        } catch var error as Diagnostic {
          // `label == 3 or 4`
          if case .comparison(.equal, let left, let right) = a.kind, case .number = b.kind {
            error.suggestion = "write \(left) in [\(right), \(b)]"
          }
          throw error
        }
      case .not(let operand): return try !session.holds(operand)
      case .comparison(let comparison, let left, let right):
        let (a, b) = (try session.evaluate(left), try session.evaluate(right))
        do {
          return try Self.compare(comparison, a, b)
        } catch var error as Diagnostic {
          // The side that is not what the sign compares.
          if comparison == .among { error.range = right.range }
          if ![.among, .equal, .unequal].contains(comparison) {
            if case .number = a { error.range = right.range } else { error.range = left.range }
          }
          throw error
        }
      case .approximately(let left, let right, let tolerance, let percent):
        let (a, b) = (try session.number(left), try session.number(right))
        let allowed = try session.tolerance(tolerance, percent: percent, around: b)
        return abs(a - b) <= allowed
      default:
        let value = try session.evaluate(condition)
        guard case .boolean(let flag) = value else {
          throw Diagnostic(
            .failure, "a condition is yes or no, not \(value.described)",
            suggestion: "compare it: x > 1, x == 2, x ~ 3 +- 0.1")
        }
        return flag
      }
    }
  }

  /// How far apart `a ~ b` may be: what is said, or 1e-5 of |b|, the default of `replay`.
  mutating func tolerance(
    _ tolerance: Expression?, percent: Bool, around b: Double
  ) throws -> Double {
    guard let tolerance else { return max(abs(b), 1e-30) * 1e-5 }
    let said = try number(tolerance)
    guard said >= 0 else {
      throw Diagnostic(.failure, "a tolerance cannot be negative", at: tolerance.range)
    }
    return percent ? said / 100 * abs(b) : said
  }

  /// Whether `left comparison right` holds.
  static func compare(
    _ comparison: Expression.Comparison, _ left: Value, _ right: Value
  ) throws -> Bool {
    if comparison == .among {
      guard let items = elements(right) else {
        throw Diagnostic(
          .failure, "in needs a list on its right, not \(right.described)",
          suggestion: "write [3, 8] or 0..4")
      }
      return try items.contains { try equal(left, $0) }
    }
    switch comparison {
    case .equal: return try equal(left, right)
    case .unequal: return try !equal(left, right)
    default: break
    }
    guard case .number(let a) = left, case .number(let b) = right else {
      let wrong: Value
      if case .number = left { wrong = right } else { wrong = left }
      throw Diagnostic(
        .failure, "\(comparison.rawValue) compares numbers, not \(wrong.described)")
    }
    switch comparison {
    case .less: return a.value < b.value
    case .atMost: return a.value <= b.value
    case .greater: return a.value > b.value
    default: return a.value >= b.value
    }
  }

  private static func equal(_ left: Value, _ right: Value) throws -> Bool {
    switch (left, right) {
    case (.number(let a), .number(let b)): return a.value == b.value
    case (.text(let a), .text(let b)): return a == b
    case (.boolean(let a), .boolean(let b)): return a == b
    case (.size(let a), .size(let b)): return a == b
    case (.numbers(let a), .numbers(let b)): return a.values == b.values
    default:
      let (a, b) = (left.described, right.described)
      let pair = a == b && a.hasPrefix("a ") ? "\(a) and another" : "\(a) and \(b)"
      throw Diagnostic(
        .failure, "\(pair) cannot be compared",
        suggestion: comparable(left, right))
    }
  }

  /// What to compare instead.
  private static func comparable(_ left: Value, _ right: Value) -> String? {
    switch (left, right) {
    case (.kernel, .kernel): "compare a number, such as norm(K - L) < 1e-3"
    case (.number, .text(let text)), (.text(let text), .number):
      Double(text).map { "write \(shortest($0)), without quotes" }
    default: nil
    }
  }

  /// The indices of the rows for which a condition holds; `columns(i)` names what it may speak of.
  mutating func matching(
    _ condition: Expression, count: Int, columns: (Int) -> [(name: String, cell: Value)]
  ) throws -> [Int] {
    workspace.openScope()
    defer { workspace.closeScope() }
    var indices: [Int] = []
    for i in 0..<count {
      if i % 1024 == 0 { try options.watch.check() }
      for (name, cell) in columns(i) { workspace.bind(name, to: cell) }
      if try holds(condition) { indices.append(i) }
    }
    return indices
  }
}
