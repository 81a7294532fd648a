import COpenBLAS

/// Approximations of the leading eigenvectors of a symmetric matrix by randomised subspace
/// iteration (Halko, Martinsson and Tropp, "Finding structure with randomness", SIAM Review 53,
/// 2011, algorithm 4.4), turned to Ritz vectors.
public enum LeadingSubspace {
  /// Replaces the rows of `vectors`, random at first, with orthonormal Ritz vectors, the leading one
  /// first. Vectors that depend on the others are left out.
  ///
  /// - Parameters:
  ///   - vectors: [count x N], contiguous.
  ///   - products: how often the operator is applied, at least once.
  ///   - multiply: as for ``Lanczos/run(_:steps:watch:multiply:)``.
  /// - Returns: how many rows are there.
  /// - Throws: ``ComputationError`` when a product is not finite; ``Interrupted``; what `multiply`
  ///   throws.
  public static func iterate<S: Scalar>(
    _ vectors: View<S>, products: Int, watch: any Watch,
    multiply: (View<S>, View<S>) throws -> Void
  ) throws -> Int {
    precondition(vectors.isContiguous && products > 0)
    let memory = Buffer<S>(uninitialised: vectors.rows * vectors.columns)
    let image = memory.view(rows: vectors.rows, columns: vectors.columns)
    var rank = orthonormalise(vectors)
    for k in 0..<products where rank > 0 {
      try watch.check()
      let (q, y) = (vectors.rows(0..<rank), image.rows(0..<rank))
      try multiply(q, y)
      guard y.firstNotFinite() == nil else {
        throw ComputationError("the matrix has entries that are not finite, or too large")
      }
      if k < products - 1 {
        q.copy(y)
        rank = orthonormalise(q)
      } else {
        try turn(q, image: y)
      }
    }
    return rank
  }

  /// Makes the rows orthonormal, in two passes each; those that depend on the ones before are
  /// dropped, and the rest moved up. Returns how many there are.
  public static func orthonormalise<S: Scalar>(_ rows: View<S>) -> Int {
    var rank = 0
    for i in 0..<rows.rows {
      let row = rows.rows(i..<(i + 1))
      let before = row.dot(row)
      project(row, from: rows.rows(0..<rank))
      let norm = row.dot(row)
      let dependent = 64 * Double(S.ulpOfOne)
      guard norm > dependent * dependent * before else { continue }
      row.scale(by: 1 / norm.squareRoot())
      if rank < i { rows.rows(rank..<(rank + 1)).copy(row) }
      rank += 1
    }
    return rank
  }

  /// Takes from every row what lies along the orthonormal rows of `basis`.
  public static func project<S: Scalar>(_ rows: View<S>, from basis: View<S>) {
    Parallel.rows(rows.rows, panel: 1) { range in
      let row = rows.rows(range)
      for _ in 0..<2 {
        for k in 0..<basis.rows {
          let vector = basis.rows(k..<(k + 1))
          row.add(vector, times: -row.dot(vector))
        }
      }
    }
  }

  /// Q becomes Uᵀ Q with Q A Qᵀ = U Θ Uᵀ (Rayleigh and Ritz); `image` is Q A, and scratch after.
  private static func turn<S: Scalar>(_ q: View<S>, image: View<S>) throws {
    let r = q.rows
    var projected = [Double](repeating: 0, count: r * r)
    for i in 0..<r {
      for j in 0...i {
        projected[i * r + j] = image.rows(i..<(i + 1)).dot(q.rows(j..<(j + 1)))
        projected[j * r + i] = projected[i * r + j]
      }
    }
    var values = [Double](repeating: 0, count: r)
    let info = Parallel.withBLAS(threads: 1) {
      LAPACKE_dsyev(
        LAPACK_COL_MAJOR, CChar(UInt8(ascii: "V")), CChar(UInt8(ascii: "U")), Int32(r),
        &projected, Int32(r), &values)
    }
    guard info == 0 else {
      throw ComputationError("the eigenvalues of the matrix did not converge")
    }
    // Column k of LAPACK's is row k here; ascending, so the last comes first.
    let turned = Matrix<S>(
      rows: r, columns: r,
      elements: (0..<r).flatMap { k in (0..<r).map { S(projected[(r - 1 - k) * r + $0]) } })
    turned.withView { Products.multiply($0, q, into: image) }
    q.copy(image)
  }
}
