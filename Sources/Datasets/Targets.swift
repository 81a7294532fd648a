import LinearAlgebra

/// What the examples of a data set should give.
public enum Targets: Sendable {
  /// Nothing is known.
  case none
  /// One class per example, counted from 0; `count` is the number of classes, which selections
  /// keep even when a class has no example left.
  case classes([Int], count: Int)
  /// [N x d] numbers, for regression.
  case values(StoredMatrix)

  /// The largest number of classes a data set may claim: one stray label of ten digits must not
  /// become a matrix of as many columns.
  public static let classLimit = 1_000_000

  /// Classes, as many as the largest label says.
  ///
  /// - Precondition: every label is from 0 to ``classLimit`` − 1.
  public init(labels: [Int]) {
    precondition(labels.allSatisfy { $0 >= 0 && $0 < Self.classLimit })
    self = .classes(labels, count: (labels.max() ?? -1) + 1)
  }

  /// The targets of some examples, in that order.
  ///
  /// - Precondition: the places exist.
  public func taking(_ places: [Int]) -> Targets {
    switch self {
    case .none: .none
    case .classes(let labels, let count): .classes(places.map { labels[$0] }, count: count)
    case .values(let values): .values(values.gathered(places))
    }
  }
}
