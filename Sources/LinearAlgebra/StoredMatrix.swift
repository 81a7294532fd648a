/// A matrix of either precision: how data sets and networks keep their numbers.
public enum StoredMatrix: Sendable {
  /// Kept as 32-bit numbers.
  case single(Matrix<Float>)
  /// Kept as 64-bit numbers.
  case double(Matrix<Double>)

  /// A matrix in the precision it has.
  public init<S: Scalar>(_ matrix: Matrix<S>) {
    if let single = matrix as? Matrix<Float> {
      self = .single(single)
    } else {
      self = .double(matrix.converted(to: Double.self))
    }
  }

  /// The number of rows.
  public var rows: Int {
    switch self {
    case .single(let m): m.rows
    case .double(let m): m.rows
    }
  }

  /// The number of columns.
  public var columns: Int {
    switch self {
    case .single(let m): m.columns
    case .double(let m): m.columns
    }
  }

  /// The precision the numbers are kept in.
  public var precision: Precision {
    switch self {
    case .single: .single
    case .double: .double
    }
  }

  /// The numbers in the precision asked for; no copy when they are kept in it.
  public func matrix<S: Scalar>(of type: S.Type) -> Matrix<S> {
    switch self {
    case .single(let m): m.converted(to: type)
    case .double(let m): m.converted(to: type)
    }
  }

  /// The rows of these indices, in that order.
  public func gathered(_ indices: [Int]) -> StoredMatrix {
    switch self {
    case .single(let m): .single(m.gathered(indices))
    case .double(let m): .double(m.gathered(indices))
    }
  }

  /// √Σ a_ij², summed in double.
  public var frobeniusNorm: Double {
    switch self {
    case .single(let m): m.withView { $0.rowNorms().reduce(0, +).squareRoot() }
    case .double(let m): m.withView { $0.rowNorms().reduce(0, +).squareRoot() }
    }
  }
}
