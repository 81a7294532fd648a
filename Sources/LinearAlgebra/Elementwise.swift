import CKernels

/// Elementwise work and sums. Sums are taken in double, in an order that depends on sizes only.
extension View {
  /// Runs `body` on the memory as few long rows: one if the view is contiguous.
  private func eachRow(_ body: (UnsafeMutablePointer<S>, Int) -> Void) {
    if isContiguous { return body(base, rows * columns) }
    for i in 0..<rows { body(base + i * stride, columns) }
  }

  /// Every element becomes `value`.
  public func fill(_ value: S) {
    eachRow { row, count in ck_fill(S.loops, Double(value), row, count) }
  }

  /// Every element is multiplied by `factor`.
  public func scale(by factor: Double) {
    eachRow { row, count in ck_scale(S.loops, factor, row, count) }
  }

  /// self += factor · other
  ///
  /// - Precondition: the shapes agree.
  public func add(_ other: View, times factor: Double = 1) {
    eachPair(with: other) { row, source, count in ck_axpy(S.loops, factor, source, row, count) }
  }

  /// self = other; in panels on several cores when there is much.
  ///
  /// - Precondition: the shapes agree, and the memory does not overlap.
  public func copy(_ other: View) {
    eachPair(with: other) { row, source, count in row.update(from: source, count: count) }
  }

  private func eachPair(
    with other: View, _ body: (UnsafeMutablePointer<S>, UnsafeMutablePointer<S>, Int) -> Void
  ) {
    precondition(rows == other.rows && columns == other.columns)
    if isContiguous && other.isContiguous { return body(base, other.base, rows * columns) }
    for i in 0..<rows { body(base + i * stride, other.base + i * other.stride, columns) }
  }

  /// The numbers in another precision.
  ///
  /// - Precondition: the shapes agree.
  public func convert<T: Scalar>(into other: View<T>) {
    precondition(rows == other.rows && columns == other.columns)
    for i in 0..<rows {
      let (source, target) = (base + i * stride, other.base + i * other.stride)
      switch (S.precision, T.precision) {
      case (.single, .double):
        ck_to_double(
          UnsafeRawPointer(source).assumingMemoryBound(to: Float.self),
          UnsafeMutableRawPointer(target).assumingMemoryBound(to: Double.self), columns)
      case (.double, .single):
        ck_to_single(
          UnsafeRawPointer(source).assumingMemoryBound(to: Double.self),
          UnsafeMutableRawPointer(target).assumingMemoryBound(to: Float.self), columns)
      default:
        UnsafeMutableRawPointer(target).copyMemory(
          from: source, byteCount: columns * MemoryLayout<S>.stride)
      }
    }
  }

  /// The sum of all elements.
  public func sum() -> Double {
    var total = 0.0
    eachRow { row, count in total += ck_sum(S.loops, row, count) }
    return total
  }

  /// The inner product Σ a_ij b_ij.
  ///
  /// - Precondition: the shapes agree.
  public func dot(_ other: View) -> Double {
    var total = 0.0
    eachPair(with: other) { row, source, count in total += ck_dot(S.loops, row, source, count) }
    return total
  }

  /// The place of the first element that is infinite or not a number, row by row; nil if all are
  /// finite.
  public func firstNotFinite() -> (row: Int, column: Int)? {
    for i in 0..<rows {
      let j = ck_first_not_finite(S.loops, base + i * stride, columns)
      if j >= 0 { return (i, j) }
    }
    return nil
  }

  /// norms[i] = Σ_j w_j a_ij², with weights [columns] or all 1.
  public func rowNorms(weights: UnsafePointer<S>? = nil) -> [Double] {
    [Double](unsafeUninitializedCapacity: rows) { norms, count in
      if let start = norms.baseAddress {
        ck_row_norms(S.loops, base, stride, weights, start, rows, columns)
      }
      count = rows
    }
  }

  /// out[j] = alpha · Σ_i a_ij + beta · out[j]
  public func columnSums(
    into out: UnsafeMutablePointer<S>, alpha: Double = 1, beta: Double = 0
  ) {
    ck_column_sums(S.loops, alpha, base, stride, beta, out, rows, columns)
  }

  /// out[j] = Σ_i a_ij²
  public func columnNorms(into out: UnsafeMutablePointer<S>) {
    ck_column_norms(S.loops, base, stride, out, rows, columns)
  }

  /// out = factor · selfᵀ
  ///
  /// - Precondition: `out` is [columns x rows] and does not overlap.
  public func transpose(into out: View, times factor: Double = 1) {
    precondition(out.rows == columns && out.columns == rows)
    ck_transpose(S.loops, factor, base, stride, out.base, out.stride, rows, columns)
  }

  /// out[n·R + c, :] = self[n, :] ∘ d[n·R + c, :]: a mask on R rows for every row of it.
  ///
  /// - Precondition: all three are contiguous, `d` and `out` [rows·R x columns]; out may be d.
  public func mask(_ d: View, perRow seeds: Int, into out: View) {
    precondition(isContiguous && d.isContiguous && out.isContiguous)
    precondition(d.rows == rows * seeds && out.rows == d.rows && out.columns == columns)
    ck_multiply_rows(S.loops, base, d.base, out.base, rows, seeds, columns)
  }

  /// out[n·R + c, :] = self[n, :] ∘ shared[c, :] with R rows in `shared`; with one row it scales
  /// the columns.
  ///
  /// - Precondition: all three are contiguous, `shared` [R x columns], `out` [rows·R x columns].
  public func expand(_ shared: View, into out: View) {
    precondition(isContiguous && shared.isContiguous && out.isContiguous)
    precondition(shared.columns == columns && out.columns == columns)
    precondition(out.rows == rows * shared.rows)
    ck_expand_masked(S.loops, base, shared.base, out.base, rows, shared.rows, columns)
  }
}
