import Catalog
import Datasets
import Kernels
import LinearAlgebra
import Networks
import Training

/// Anything a name can be bound to. Values never change.
public enum Value: Sendable {
  /// A command that only does something (`set`, a satisfied `expect`).
  case nothing
  case number(Number)
  case text(String)
  case boolean(Bool)
  case size([Int])
  case ratio([Double])
  case numbers(Numbers)
  case list([Value])
  case table(Table)
  case data(Dataset)
  /// Layers without an input: a part to build networks from.
  case fragment(Fragment)
  case network(Network)
  case run(TrainedRun)
  case kernel(KernelValue)
  /// Text to be read: a help page, a drawn plot. Never recorded.
  case page(String)
}

/// A number, with what was measured if it is an answer to a question.
public struct Number: Sendable {
  /// The value, in the unit of `measured`.
  public let value: Double
  /// Quantity, unit and conventions; nil for plain arithmetic.
  public let measured: Measured?

  /// A plain number, or one that was measured.
  public init(_ value: Double, _ measured: Measured? = nil) {
    self.value = value
    self.measured = measured
  }
}

/// A list of numbers: a spectrum, a column of a run.
public struct Numbers: Sendable {
  /// The elements, in order.
  public let values: [Double]
  /// Quantity, unit and conventions; nil for plain lists.
  public let measured: Measured?

  /// A plain list, or one that was measured.
  public init(_ values: [Double], _ measured: Measured? = nil) {
    self.values = values
    self.measured = measured
  }
}

/// What an answer is an answer to.
public struct Measured: Sendable {
  /// The quantity's word: `entropy`.
  public let quantity: String
  /// `nats`; nil for pure numbers.
  public let unit: String?
  /// Which of the conventions in use this number follows.
  public let conventions: [Convention]

  /// The precision it was computed in.
  public var precision: Precision {
    for convention in conventions where convention.key == "precision" {
      if case .text(let word) = convention.value, let precision = Precision(rawValue: word) {
        return precision
      }
    }
    return .single
  }
}

/// Layers in a row, without an input.
public struct Fragment: Sendable {
  /// In the order data passes them.
  public let layers: [any Layer]
}

/// A run of `train`, and the data it saw: what a quantity without `on` is asked on.
public struct TrainedRun: Sendable {
  /// Network, records and how far it came.
  public let run: Run
  /// The training data.
  public let data: Dataset
  /// Whether it was trained to give back its inputs, so that its loss is that of doing so.
  public let isTowardsInput: Bool
}

/// A kernel that is held, with the conventions it was built by.
public struct KernelValue: Sendable {
  /// [rows x columns]
  public let matrix: StoredMatrix
  /// Outputs, rows, precision …
  public let measured: Measured
}

extension Value {
  /// What kind of thing it is, as JSON's `kind` and messages say it.
  public var kind: String {
    switch self {
    case .nothing: "nothing"
    case .number: "number"
    case .text, .page: "text"
    case .boolean: "boolean"
    case .size: "size"
    case .ratio: "ratio"
    case .numbers, .list: "list"
    case .table: "table"
    case .data: "data"
    case .fragment: "fragment"
    case .network: "network"
    case .run: "run"
    case .kernel(let kernel): kernel.measured.quantity == "kernel" ? "kernel" : "matrix"
    }
  }

  /// The kind with its article, for messages: "a number".
  public var described: String {
    switch self {
    case .nothing: "nothing"
    case .number(let number): "the number \(shortest(number.value))"
    case .text(let text): "the text “\(text.prefix(40))”"
    case .boolean(let flag): flag ? "yes" : "no"
    case .size(let axes): "the size \(Shape(axes))"
    case .ratio: "a ratio"
    case .numbers: "a list of numbers"
    case .list(let values): Self.described(values)
    case .table: "a table"
    case .data: "a data set"
    case .fragment: "a fragment (a network without an input)"
    case .network: "a network"
    case .run: "a run"
    case .kernel(let kernel): kernel.isKernel ? "a kernel" : "a matrix"
    case .page: "a page"
    }
  }

  private static func described(_ values: [Value]) -> String {
    if values.isEmpty { return "an empty list" }
    let areTexts = values.allSatisfy { if case .text = $0 { true } else { false } }
    return areTexts ? "a list of texts" : "a list of more than numbers"
  }
}
