import COpenBLAS

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
