import Catalog
import Language

extension Session {
  /// `list[i]`, `list[2..5]`, `data[0..9]`, a kernel's row `K[0]`; −1 is the last.
  static func element(
    _ owner: Value, _ index: Value, written: Expression, at range: SourceRange
  ) throws -> Value {
    switch owner {
    case .numbers(let numbers):
      return try picked(index, of: numbers.values.count, written, range) { indices, single in
        single
          ? .number(Number(numbers.values[indices[0]]))
          : .numbers(Numbers(indices.map { numbers.values[$0] }))
      }
    case .list(let values):
      return try picked(index, of: values.count, written, range) { indices, single in
        single ? values[indices[0]] : list(indices.map { values[$0] })
      }
    case .data(let data):
      return try picked(index, of: data.count, written, range) { indices, _ in
        .data(data.taking(indices))
      }
    case .table(let table):
      return try picked(index, of: table.rows, written, range) { indices, _ in
        .table(table.taking(indices))
      }
    case .kernel(let kernel):
      return try picked(index, of: kernel.matrix.rows, written, range) { indices, single in
        single ? .numbers(Numbers(kernel.row(indices[0]))) : .kernel(kernel.taking(indices))
      }
    case .size(let axes):
      return try picked(index, of: axes.count, written, range) { indices, single in
        single
          ? .number(Number(Double(axes[indices[0]])))
          : .numbers(Numbers(indices.map { Double(axes[$0]) }))
      }
    default:
      var suggestion: String?
      if case .text(let name) = index, case .run = owner { suggestion = "write \(written).\(name)" }
      throw Diagnostic(
        .failure,
        "[…] picks from a list, a table, a kernel or a data set, not from \(owner.described)",
        at: written.range, suggestion: suggestion)
    }
  }

  private static func picked(
    _ index: Value, of count: Int, _ written: Expression, _ range: SourceRange,
    _ make: ([Int], Bool) -> Value
  ) throws -> Value {
    func place(_ x: Double) throws -> Int {
      guard let i = Int(exactly: x), i < count, i >= -count else {
        throw Diagnostic(
          .failure, "\(shortest(x)) is not a place among \(counted(count, "element"))", at: range,
          suggestion: count == 0 ? nil : "counting starts at 0; the last is \(count - 1), or -1")
      }
      return i < 0 ? i + count : i
    }
    switch index {
    case .number(let number): return make([try place(number.value)], true)
    case .numbers(let numbers): return make(try numbers.values.map(place), false)
    case .text(let name):
      throw Diagnostic(
        .failure, "a place in a list is a number, not \(index.described)", at: range,
        suggestion: "a column is written \(written).\(name)")
    default:
      throw Diagnostic(
        .failure, "a place in a list is a number, not \(index.described)", at: range)
    }
  }
}
