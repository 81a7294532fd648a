/// A dense row-major matrix with value semantics: element (i, j) is at i·columns + j.
public struct Matrix<S: Scalar>: Sendable {
  /// The number of rows.
  public let rows: Int
  /// The number of columns.
  public let columns: Int
  @usableFromInline var storage: Buffer<S>

  /// A matrix of zeros.
  public init(rows: Int, columns: Int) {
    self.rows = rows
    self.columns = columns
    storage = Buffer(count: rows * columns)
  }

  /// A matrix whose elements `fill` writes, all of them.
  public init<E: Error>(
    rows: Int, columns: Int, fill: (View<S>) throws(E) -> Void
  ) throws(E) {
    self.rows = rows
    self.columns = columns
    storage = Buffer(uninitialised: rows * columns)
    try fill(View(storage.base, rows: rows, columns: columns))
  }

  /// A matrix of these elements, row by row.
  ///
  /// - Precondition: `elements.count == rows * columns`
  public init(rows: Int, columns: Int, elements: [S]) {
    precondition(elements.count == rows * columns)
    self.rows = rows
    self.columns = columns
    storage = Buffer(uninitialised: elements.count)
    elements.withUnsafeBufferPointer { source in
      if let base = source.baseAddress {
        storage.base.update(from: base, count: source.count)
      }
    }
  }

  /// The number of elements.
  public var count: Int { rows * columns }

  /// Element (i, j), bounds checked.
  @inlinable public subscript(i: Int, j: Int) -> S {
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
  public func withView<R, E: Error>(_ body: (View<S>) throws(E) -> R) throws(E) -> R {
    try withExtendedLifetime(storage) { _ throws(E) in
      try body(View(storage.base, rows: rows, columns: columns))
    }
  }

  /// The matrix as a view for writing; valid inside `body` only.
  public mutating func withMutableView<R, E: Error>(
    _ body: (View<S>) throws(E) -> R
  ) throws(E) -> R {
    makeUnique()
    return try withExtendedLifetime(storage) { _ throws(E) in
      try body(View(storage.base, rows: rows, columns: columns))
    }
  }

  /// The rows of these indices, in that order.
  public func gathered(_ indices: [Int]) -> Matrix {
    Matrix(rows: indices.count, columns: columns) { target in
      for (k, i) in indices.enumerated() {
        precondition(i >= 0 && i < rows)
        (target.base + k * columns).update(from: storage.base + i * columns, count: columns)
      }
    }
  }

  /// The same numbers in another precision; no copy when it is the same.
  public func converted<T: Scalar>(to _: T.Type) -> Matrix<T> {
    if let same = self as? Matrix<T> { return same }
    return Matrix<T>(rows: rows, columns: columns) { target in
      View(storage.base, rows: rows, columns: columns).convert(into: target)
    }
  }

  @usableFromInline mutating func makeUnique() {
    if !isKnownUniquelyReferenced(&storage) {
      let copy = Buffer<S>(uninitialised: count)
      copy.base.update(from: storage.base, count: count)
      storage = copy
    }
  }
}
