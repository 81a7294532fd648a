import Catalog
import Datasets
import LinearAlgebra

/// A way to choose training data: `select 64 from seen using rnd`. One file each in `Methods/`.
public protocol Method: Nameable, Sendable {
  /// Chooses `n` examples of the pool.
  ///
  /// - Parameters:
  ///   - arguments: checked against the method's entry
  ///   - seed: decides every draw; the same seed chooses the same examples
  /// - Throws: `ComputationError` when the pool cannot give what is asked, one sentence;
  ///   `Interrupted`.
  static func select(
    _ n: Int, from pool: Pool, _ arguments: Arguments, seed: UInt64, watch: any Watch
  ) throws -> Choice
}

/// What a method chose.
public struct Choice: Sendable, Equatable {
  /// Indices into the pool, in the order of choice.
  public var indices: [Int]
  /// What made the method choose each example, when it measures something: rnd's distance at the
  /// moment of choice (not a number for a seed point); else empty.
  public var distances: [Double]

  /// A choice of these examples.
  public init(_ indices: [Int], distances: [Double] = []) {
    self.indices = indices
    self.distances = distances
  }
}

/// The examples a method may choose from.
public struct Pool: Sendable {
  /// [N x numbers per example]
  public let inputs: StoredMatrix
  /// The class of each example; nil for data without classes.
  public let labels: [Int]?

  /// - Precondition: one label per example.
  public init(inputs: StoredMatrix, labels: [Int]? = nil) {
    precondition(labels == nil || labels?.count == inputs.rows)
    self.inputs = inputs
    self.labels = labels
  }

  /// The examples of a data set.
  public init(_ dataset: Dataset) {
    self.init(inputs: dataset.inputs, labels: dataset.labels)
  }

  /// The number of examples.
  public var count: Int { inputs.rows }

  /// - Throws: `ComputationError` when fewer than `n` examples are there.
  func require(_ n: Int) throws {
    guard n >= 0 else { throw ComputationError("\(n) examples cannot be selected") }
    guard n <= count else {
      throw ComputationError(
        "\(n) examples are asked for, but there are only \(count) to select from")
    }
  }
}

/// The option of every method that draws.
let seedParameter = Parameter(
  "seed", .seed, summary: "decides every draw; the same seed selects the same examples")
