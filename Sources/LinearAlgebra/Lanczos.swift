import COpenBLAS

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

/// What the Lanczos process knows of a symmetric matrix A as seen from a vector z: a tridiagonal
/// matrix T, and quadratures of zᵀ f(A) z made of its eigenvalues.
public struct Tridiagonal: Sendable, Equatable {
  /// A quadrature's nodes and weights: zᵀ f(A) z ≈ Σ weight · f(node). The weights sum to ‖z‖².
  public struct Node: Sendable, Equatable {
    /// An eigenvalue of T, an approximation of one of A.
    public let value: Double
    /// ‖z‖² times the squared first component of its eigenvector.
    public let weight: Double
  }

  /// ‖z‖²
  public let squaredNorm: Double
  /// The diagonal of T.
  public private(set) var diagonal: [Double] = []
  /// Beside the diagonal; the last one leads out of T, and is 0 when the Krylov space is exhausted.
  public private(set) var beside: [Double] = []
  /// Whether there is nothing more to find: the quadrature is exact but for rounding.
  public private(set) var isExhausted: Bool
  private var scale = 0.0

  init(squaredNorm: Double) {
    self.squaredNorm = squaredNorm
    isExhausted = squaredNorm == 0
  }

  /// The next row. A residual of a few roundings of the largest entry is taken for none.
  mutating func append(_ alpha: Double, _ beta: Double, roundingUnit: Double, order: Int) {
    scale = max(scale, abs(alpha) + beta)
    diagonal.append(alpha)
    isExhausted = beta <= 4 * roundingUnit * scale || diagonal.count == order
    beside.append(isExhausted ? 0 : beta)
  }

  /// The Gauss quadrature: exact for polynomials of degree 2m − 1 with m steps, and below
  /// zᵀ f(A) z where all even derivatives of f are positive.
  ///
  /// - Throws: ``ComputationError`` when LAPACK does not converge.
  public func gauss() throws(ComputationError) -> [Node] {
    try nodes(diagonal, Array(beside.dropLast()))
  }

  /// The Gauss–Radau quadrature with one node at `end`, which must be below all eigenvalues of T:
  /// above zᵀ f(A) z where all odd derivatives of f from the third on are negative and A has no
  /// eigenvalues below `end`. The Gauss quadrature when the Krylov space is exhausted.
  ///
  /// T grows by one row, whose diagonal is such that `end` becomes an eigenvalue (Golub, "Some
  /// modified matrix eigenvalue problems", SIAM Review 15, 1973, section 7).
  /// - Throws: ``ComputationError`` when LAPACK does not converge.
  public func radau(end: Double) throws(ComputationError) -> [Node] {
    guard !isExhausted, let last = beside.last else { return try gauss() }
    // The last pivot of T − end = L D Lᵀ; the new row's entry is end + β²/pivot.
    var pivot = 0.0
    for (k, alpha) in diagonal.enumerated() {
      pivot = alpha - end - (k > 0 ? beside[k - 1] * beside[k - 1] / pivot : 0)
      // Rounding has brought an eigenvalue of T to the end: there is nothing to be gained.
      guard pivot > 0 else { return try gauss() }
    }
    return try nodes(diagonal + [end + last * last / pivot], beside)
  }

  private func nodes(
    _ diagonal: [Double], _ beside: [Double]
  ) throws(ComputationError) -> [Node] {
    let m = diagonal.count
    guard m > 0 else { return [] }
    var (values, off) = (diagonal, beside + [0])
    var vectors = [Double](repeating: 0, count: m * m)
    let info = Parallel.withBLAS(threads: 1) {
      LAPACKE_dstev(
        LAPACK_COL_MAJOR, CChar(UInt8(ascii: "V")), Int32(m), &values, &off, &vectors, Int32(m))
    }
    guard info == 0 else {
      throw ComputationError("the eigenvalues of the matrix did not converge")
    }
    return (0..<m).map {
      Node(value: values[$0], weight: squaredNorm * vectors[$0 * m] * vectors[$0 * m])
    }
  }
}
