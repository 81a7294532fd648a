/// A dense row-major matrix with value semantics: element (i, j) is at i·columns + j.
public struct Matrix<S: Scalar>: Sendable {
  public let rows: Int
  public let columns: Int
  private var storage: Buffer<S>

  /// A matrix of zeros.
  public init(rows: Int, columns: Int) {
    self.rows = rows
    self.columns = columns
    storage = Buffer(count: rows * columns)
  }

  /// - Precondition: `elements.count == rows * columns`
  public init(rows: Int, columns: Int, elements: [S]) {
    precondition(elements.count == rows * columns)
    self.init(rows: rows, columns: columns)
    elements.withUnsafeBufferPointer { source in
      if let base = source.baseAddress {
        storage.base.update(from: base, count: source.count)
      }
    }
  }

  public var count: Int { rows * columns }

  public subscript(i: Int, j: Int) -> S {
    get {
      precondition(i >= 0 && i < rows && j >= 0 && j < columns)
      return storage.base[i * columns + j]
    }
    set {
      precondition(i >= 0 && i < rows && j >= 0 && j < columns)
      makeUnique()
      storage.base[i * columns + j] = newValue
    }
  }

  /// All elements, row by row.
  public var elements: [S] { Array(UnsafeBufferPointer(start: storage.base, count: count)) }

  /// The matrix as a view for reading; valid inside `body` only.
  public func withView<R>(_ body: (View<S>) throws -> R) rethrows -> R {
    try withExtendedLifetime(storage) {
      try body(View(storage.base, rows: rows, columns: columns))
    }
  }

  /// The matrix as a view for writing; valid inside `body` only.
  public mutating func withMutableView<R>(_ body: (View<S>) throws -> R) rethrows -> R {
    makeUnique()
    return try withExtendedLifetime(storage) {
      try body(View(storage.base, rows: rows, columns: columns))
    }
  }

  /// The rows of these indices, in that order.
  public func gathered(_ indices: [Int]) -> Matrix {
    let result = Matrix(rows: indices.count, columns: columns)
    for (k, i) in indices.enumerated() {
      precondition(i >= 0 && i < rows)
      (result.storage.base + k * columns).update(
        from: storage.base + i * columns, count: columns)
    }
    return result
  }

  /// The same numbers in another precision; no copy when it is the same.
  public func converted<T: Scalar>(to _: T.Type) -> Matrix<T> {
    if let same = self as? Matrix<T> { return same }
    let result = Matrix<T>(rows: rows, columns: columns)
    result.fill { T(storage.base[$0]) }
    return result
  }

  /// Sets element k (row-major) of a matrix nobody else holds yet.
  func fill(_ value: (Int) -> S) {
    for k in 0..<count { storage.base[k] = value(k) }
  }

  private mutating func makeUnique() {
    if !isKnownUniquelyReferenced(&storage) {
      let copy = Buffer<S>(count: count)
      copy.base.update(from: storage.base, count: count)
      storage = copy
    }
  }
}

/// A matrix of either precision: how data sets and networks keep their numbers.
public enum StoredMatrix: Sendable {
  case single(Matrix<Float>)
  case double(Matrix<Double>)

  public init<S: Scalar>(_ matrix: Matrix<S>) {
    if let single = matrix as? Matrix<Float> {
      self = .single(single)
    } else {
      self = .double(matrix.converted(to: Double.self))
    }
  }

  public var rows: Int {
    switch self {
    case .single(let m): m.rows
    case .double(let m): m.rows
    }
  }

  public var columns: Int {
    switch self {
    case .single(let m): m.columns
    case .double(let m): m.columns
    }
  }

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
}
