import CKernels

/// Matrix products, cut in panels that run on several cores.
///
/// An element is Σ_p a_ip b_pj as one chain of fused multiplications and additions in the order of
/// p: the same number on any number of threads, and on any machine with such instructions.
public enum Products {
  /// Work below twice this many multiplications and additions is not worth cutting. To hand a piece
  /// to another thread takes 2 µs, in which a core does a quarter of a million; but most of it are the
  /// factors, which then move from one core's cache to the other's: a training step on 32 examples
  /// was slower on two threads than on one.
  private static let worthwhile = 6_000_000

  /// Which factor of a product is transposed: A B, Aᵀ B or A Bᵀ.
  public enum Transposed: Sendable {
    case neither, first, second
  }

  /// C = alpha · A B, or with Aᵀ or Bᵀ; with `adding` it is added to C.
  ///
  /// - Parameter serially: the caller works on several panels itself already.
  /// - Precondition: the factors, transposed where asked, are [m x k] and [k x n], C is [m x n] and
  ///   overlaps neither.
  public static func multiply<S: Scalar>(
    _ a: View<S>, _ b: View<S>, transposing: Transposed = .neither, into c: View<S>,
    alpha: Double = 1, adding: Bool = false, serially: Bool = false
  ) {
    let (transposeA, transposeB) = (transposing == .first, transposing == .second)
    let inner = transposeA ? a.rows : a.columns
    precondition(
      inner == (transposeB ? b.columns : b.rows)
        && c.rows == (transposeA ? a.columns : a.rows)
        && c.columns == (transposeB ? b.rows : b.columns),
      "the shapes of a product do not agree")
    guard c.rows > 0, c.columns > 0 else { return }
    if c.rows >= 256 && c.columns >= 192 && inner >= 192 {
      return multiplyLaidOut(
        a, transposeA, b, transposeB, into: c, alpha: alpha, adding: adding, serially: serially)
    }

    let (work, overflow) = (2 * c.rows * c.columns).multipliedReportingOverflow(by: inner)
    let byRows = c.rows >= c.columns || c.columns < 64
    let length = byRows ? c.rows : c.columns
    // Few long panels: what they share is laid out for each of them.
    let panel =
      !overflow && work < 2 * worthwhile
      ? length : min(512, Parallel.share(length, unit: byRows ? 8 : 16))
    let (aRow, aStep) = transposeA ? (1, a.stride) : (a.stride, 1)
    let (bStep, bColumn) = transposeB ? (1, b.stride) : (b.stride, 1)

    Parallel.rows(length, panel: panel, serially: serially) { range in
      let first = range.lowerBound
      ck_product(
        S.loops, byRows ? range.count : c.rows, byRows ? c.columns : range.count, inner, alpha,
        byRows ? a.base + first * aRow : a.base, aRow, aStep,
        byRows ? b.base : b.base + first * bColumn, bStep, bColumn, adding,
        c.base + (byRows ? first * c.stride : first), c.stride)
    }
  }

  /// The same for large factors, which are laid out in panels before: B once, A a block of rows
  /// at a time.
  private static func multiplyLaidOut<S: Scalar>(
    _ a: View<S>, _ transposeA: Bool, _ b: View<S>, _ transposeB: Bool, into c: View<S>,
    alpha: Double, adding: Bool, serially: Bool
  ) {
    let side = 192
    let right = Panels<S>(b, transposed: !transposeB, times: alpha, serially: serially)
    let block = Panels<S>.size(side, right.length)
    let memory = ScratchPool<S>(count: block + 2 * side * side)
    Parallel.rows(c.rows, panel: side, serially: serially) { rows in
      memory.borrow { scratch in
        Panels<S>.pack(a, transposeA, rows, 1, into: scratch)
        for begin in stride(from: 0, to: c.columns, by: side) {
          let columns = begin..<min(c.columns, begin + side)
          let target = c.rows(rows).columns(columns)
          let width = Panels<S>.roundedUp(columns.count)
          // Where no whole panels fit, the tile is made elsewhere.
          let fits = columns.count == width && rows.count == Panels<S>.roundedUp(rows.count)
          let tile = View(
            scratch + block, rows: Panels<S>.roundedUp(rows.count), columns: width)
          Panels<S>.multiply(
            UnsafePointer(scratch), rows.count, right.start(begin), columns.count, right.length,
            into: fits ? target : tile, partial: scratch + block + side * side,
            ending: .affine(weight: 1, bias: 0), adding: fits && adding)
          guard !fits else { continue }
          let made = tile.rows(0..<rows.count).columns(0..<columns.count)
          if adding { target.add(made) } else { target.copy(made) }
        }
      }
    }
  }
}
