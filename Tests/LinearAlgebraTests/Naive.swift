import LinearAlgebra

/// Reproducible test matrices and the plain loops that fast ones are compared with.
enum Naive {
  static func matrix<S: Scalar>(
    _ rows: Int, _ columns: Int, seed: UInt64 = 1, of _: S.Type = S.self
  ) -> Matrix<S> {
    var stream = RandomStream(seed: seed, purpose: "test")
    return Matrix(
      rows: rows, columns: columns,
      elements: (0..<rows * columns).map { _ in S(stream.normal()) })
  }

  static func product<S: Scalar>(_ a: Matrix<S>, _ b: Matrix<S>) -> Matrix<Double> {
    var c = Matrix<Double>(rows: a.rows, columns: b.columns)
    for i in 0..<a.rows {
      for j in 0..<b.columns {
        c[i, j] = (0..<a.columns).reduce(0.0) { $0 + Double(a[i, $1]) * Double(b[$1, j]) }
      }
    }
    return c
  }

  static func transpose<S: Scalar>(_ a: Matrix<S>) -> Matrix<S> {
    var result = Matrix<S>(rows: a.columns, columns: a.rows)
    for i in 0..<a.rows { for j in 0..<a.columns { result[j, i] = a[i, j] } }
    return result
  }

  /// The largest difference of two matrices over the largest entry of the second.
  static func difference<S: Scalar>(_ a: Matrix<S>, _ b: Matrix<Double>) -> Double {
    guard a.rows == b.rows, a.columns == b.columns else { return .infinity }
    var (largest, worst) = (0.0, 0.0)
    for (x, y) in zip(a.elements, b.elements) {
      largest = max(largest, abs(y))
      // max would drop a NaN.
      if !(abs(Double(x) - y) <= worst) { worst = abs(Double(x) - y) }
    }
    return largest > 0 ? worst / largest : worst
  }
}
