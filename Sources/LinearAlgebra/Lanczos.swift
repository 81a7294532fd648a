/// The symmetric Lanczos process from several start vectors at once: they do not mix, but the
/// operator is applied to all of them in one product, which reads its matrix once.
///
/// A vector v₁ = z/‖z‖ makes A tridiagonal on its Krylov space,
/// A v_j = β_{j−1} v_{j−1} + α_j v_j + β_j v_{j+1}, and zᵀ f(A) z is then a quadrature of f (Golub
/// and Meurant, "Matrices, Moments and Quadrature with Applications", Princeton 2010, chapters 4
/// and 6). Every new vector is orthogonalised twice against all before it: without that converged
/// eigenvalues come back as copies.
public enum Lanczos {
  /// Runs the process from every row of `starts`.
  ///
  /// A start whose Krylov space is exhausted ends early, and its quadrature is exact; one of zeros
  /// ends at once.
  /// - Parameters:
  ///   - starts: [vectors x N], contiguous; overwritten.
  ///   - steps: at most so many for each start, and never more than N. Starts at the end of the
  ///     block that are done are left out of the products.
  ///   - watch: asked before every product.
  ///   - multiply: writes the products of the symmetric operator with the rows of the first block
  ///     into the rows of the second, both [vectors x N].
  /// - Returns: one tridiagonal matrix a start, in their order.
  /// - Throws: ``ComputationError`` when a product is not finite; ``Interrupted``; what `multiply`
  ///   throws.
  public static func run<S: Scalar>(
    _ starts: View<S>, steps limits: [Int], watch: any Watch,
    multiply: (View<S>, View<S>) throws -> Void
  ) throws -> [Tridiagonal] {
    precondition(starts.isContiguous && limits.count == starts.rows)
    let (vectors, n) = (starts.rows, starts.columns)
    let steps = min(limits.max() ?? 0, n)
    var result = (0..<vectors).map { i in
      let row = starts.rows(i..<(i + 1))
      return Tridiagonal(squaredNorm: row.dot(row))
    }
    guard steps > 0 else { return result }
    // Vector k of start i is row k·vectors + i.
    let memory = Buffer<S>(uninitialised: steps * vectors * n)
    let basis = memory.view(rows: steps * vectors, columns: n)
    let product = Buffer<S>(uninitialised: vectors * n)
    let w = product.view(rows: vectors, columns: n)
    w.copy(starts)
    var norms = result.map { $0.squaredNorm.squareRoot() }

    func isDone(_ i: Int, _ step: Int) -> Bool { result[i].isExhausted || step >= limits[i] }
    for step in 0..<steps {
      guard let last = (0..<vectors).last(where: { !isDone($0, step) }) else { break }
      let block = basis.rows(step * vectors..<step * vectors + last + 1)
      for i in 0...last {
        let row = block.rows(i..<(i + 1))
        if isDone(i, step) {
          row.fill(0)
        } else {
          row.copy(w.rows(i..<(i + 1)))
          row.scale(by: 1 / norms[i])
        }
      }
      try watch.check()
      try multiply(block, w.rows(0..<block.rows))
      let coefficients = Buffer<Double>(uninitialised: 2 * vectors)
      Parallel.rows(block.rows, panel: 1) { range in
        let i = range.lowerBound
        let vectorsOfStart = View(
          basis.base + i * n, rows: step + 1, columns: n, stride: vectors * n)
        let row = w.rows(range)
        coefficients.base[2 * i] = orthogonalise(row, against: vectorsOfStart)
        coefficients.base[2 * i + 1] = row.dot(row).squareRoot()
      }
      for i in 0...last where !isDone(i, step) {
        let (alpha, beta) = (coefficients.base[2 * i], coefficients.base[2 * i + 1])
        guard alpha.isFinite, beta.isFinite else {
          throw ComputationError("the matrix has entries that are not finite, or too large")
        }
        result[i].append(alpha, beta, roundingUnit: Double(S.ulpOfOne), order: n)
        norms[i] = beta
      }
    }
    return result
  }

  /// Takes from a row what lies along the rows of `basis`, twice; returns what lay along the last.
  private static func orthogonalise<S: Scalar>(_ row: View<S>, against basis: View<S>) -> Double {
    var alongLast = 0.0
    for _ in 0..<2 {
      for k in stride(from: basis.rows - 1, through: 0, by: -1) {
        let vector = basis.rows(k..<(k + 1))
        let along = row.dot(vector)
        row.add(vector, times: -along)
        if k == basis.rows - 1 { alongLast += along }
      }
    }
    return alongLast
  }
}
