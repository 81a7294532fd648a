import Language
import LinearAlgebra

extension Functions {
  /// Functions of a list that give one number, and `size` and `sort`.
  static let statistics: [Function] = [
    reducing("sum", "sum", empty: 0) { $0.reduce(0, +) },
    reducing("mean", "arithmetic mean") { mean($0) },
    reducing("std", "sample standard deviation (divisor n − 1; 0 for one element)") {
      standardDeviation($0)
    },
    reducing("max", "largest element") { $0.max() ?? .nan },
    reducing("min", "smallest element") { $0.min() ?? .nan },
    reducing("norm", "√Σx², the Euclidean norm (of a kernel, the Frobenius norm)", empty: 0) {
      norm($0)
    },
    Function(
      "size", "size(X)",
      "how many: examples of a data set, elements of a list, rows of a table or kernel, parameters of a network",
      example: "size(seen)", terms: ["length", "count", "len"]
    ) { arguments in
      .number(Number(Double(try count(arguments[0]))))
    },
    Function(
      "sort", "sort(LIST)", "the elements from smallest to largest", example: "sort([3, 1, 2])",
      terms: ["order"]
    ) { arguments in
      switch arguments[0] {
      case .numbers(let numbers): return .numbers(Numbers(numbers.values.sorted()))
      case .list(let values):
        let texts = values.compactMap { if case .text(let text) = $0 { text } else { nil } }
        guard texts.count == values.count else { fallthrough }
        return .list(texts.sorted().map(Value.text))
      default:
        throw Diagnostic(.failure, "sort needs a list of numbers or of texts")
      }
    },
  ]

  /// Σx/n.
  static func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }

  /// √(Σ(x − mean)²/(n − 1)); 0 for one element.
  static func standardDeviation(_ values: [Double]) -> Double {
    guard values.count > 1 else { return 0 }
    let centre = mean(values)
    let squares = values.reduce(0) { $0 + ($1 - centre) * ($1 - centre) }
    return (squares / Double(values.count - 1)).squareRoot()
  }

  /// √Σx², scaled by the largest so that squares neither overflow nor vanish.
  static func norm(_ values: [Double]) -> Double {
    let largest = values.reduce(0) { max($0, abs($1)) }
    guard largest > 0, largest.isFinite else {
      return values.contains { $0.isNaN } ? .nan : largest
    }
    return largest * values.reduce(0) { $0 + ($1 / largest) * ($1 / largest) }.squareRoot()
  }

  private static func reducing(
    _ name: String, _ summary: String, empty: Double? = nil,
    _ function: @escaping @Sendable ([Double]) -> Double
  ) -> Function {
    Function(
      name, "\(name)(LIST)", "\(summary) of a list, of several numbers, or of a kernel's entries",
      arity: 1...10_000,
      example: "\(name)([1, 2, 4])"
    ) { arguments in
      var values: [Double] = []
      for argument in arguments {
        switch argument {
        case .number(let number): values.append(number.value)
        case .numbers(let numbers): values += numbers.values
        case .kernel(let kernel): values += kernel.entries
        case .list(let list) where list.isEmpty: break
        default:
          throw Diagnostic(
            .failure,
            "\(name) needs numbers, a list of numbers or a kernel, not \(argument.described)")
        }
      }
      if values.isEmpty {
        guard let empty else { throw Diagnostic(.failure, "\(name) of an empty list is undefined") }
        return .number(Number(empty))
      }
      return .number(Number(function(values)))
    }
  }

  private static func count(_ value: Value) throws -> Int {
    switch value {
    case .numbers(let numbers): numbers.values.count
    case .list(let values): values.count
    case .table(let table): table.rows
    case .data(let data): data.count
    case .text(let text): text.count
    case .size(let axes): Shape(axes).count
    case .kernel(let kernel): kernel.matrix.rows
    case .network(let network): network.architecture.parameterCount
    case .run(let run): run.run.network.architecture.parameterCount
    default: throw Diagnostic(.failure, "\(value.described) has no size")
    }
  }
}
