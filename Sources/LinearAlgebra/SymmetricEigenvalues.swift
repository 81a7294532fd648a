/// Eigenvalues of symmetric matrices.
///
/// | | single | double |
/// |---|---|---|
/// | eigenvalues only | `ssyevd` 'N' 'U' | `dsyevd` 'N' 'U' |
///
/// LAPACK counts columns first, so a row-major matrix whose lower triangle is filled is its 'U'.
/// Work arrays are kept from call to call. Not for use from several threads at once.
public final class SymmetricEigenvalues<S: Scalar> {
  private let work = Workspace<S>()

  /// Work arrays come with the first call.
  public init() {}

  /// From this size on all threads of the process are used. BLAS's own then spin for 26 ms after a
  /// call and take the core that the next kernel needs, so a few milliseconds are not worth it (1000
  /// rows: 43 ms against 48; 2000: 250 against 378).
  private static var worthwhile: Int { 1500 }

  /// The eigenvalues of the symmetric matrix whose lower triangle is `a`'s, ascending; `a` is
  /// destroyed.
  ///
  /// LAPACK's last digits may depend on the number of threads.
  /// - Throws: ``ComputationError`` when an entry is infinite or not a number (LAPACK would loop or
  ///   answer nonsense), or when LAPACK does not converge.
  public func ascending(overwriting a: View<S>) throws(ComputationError) -> [S] {
    precondition(a.rows == a.columns)
    let n = a.rows
    guard n > 0 else { return [] }
    guard let size = Int32(exactly: n), let stride = Int32(exactly: a.stride), n < 30_000_000 else {
      throw ComputationError("a matrix of \(n) rows is too large for its eigenvalues")
    }
    for i in 0..<n {
      if let place = a.rows(i..<(i + 1)).columns(0..<(i + 1)).firstNotFinite() {
        throw ComputationError(
          "the matrix has no eigenvalues, because its entry (\(i), \(place.column)) is "
            + "\(a[i, place.column].isNaN ? "not a number" : "infinite")")
      }
    }
    // 2n + 1 is what it needs; 64 further columns let it work in blocks.
    let workCount = 66 * n + 1
    var integer: Int32 = 0
    let values = work.reserve(0, n)
    let space = work.reserve(1, workCount)
    let info = Parallel.withBLAS(threads: n >= Self.worthwhile ? Parallel.threads : 1) {
      S.syevd(size, a.base, stride, values, space, Int32(workCount), &integer, 1)
    }
    guard info == 0 else {
      throw ComputationError("the eigenvalues of the matrix did not converge")
    }
    return Array(UnsafeBufferPointer(start: values, count: n))
  }

  /// The eigenvalues of the symmetric matrix whose lower triangle is given, ascending.
  ///
  /// - Throws: as ``ascending(overwriting:)``.
  public func ascending(_ matrix: Matrix<S>) throws(ComputationError) -> [S] {
    let copy = Matrix<S>(rows: matrix.rows, columns: matrix.columns) { target in
      matrix.withView { target.copy($0) }
    }
    var scratch = copy
    return try scratch.withMutableView { (view) throws(ComputationError) in
      try ascending(overwriting: view)
    }
  }
}
