import COpenBLAS

/// Matrix products, cut in panels that run on several cores.
///
/// The result's longer side is cut, at places that depend on the sizes only, and no sum is ever
/// split: an element is the same number on any number of threads.
public enum Products {
  /// Work below this many multiplications and additions is not worth cutting: waking a thread
  /// costs about 5 µs, in which one core does half a million.
  private static let worthwhile = 3_000_000

  /// Which factor of a product is transposed: A B, Aᵀ B or A Bᵀ.
  public enum Transposed: Sendable {
    case neither, first, second
  }

  /// C = alpha · A B + beta · C, or with Aᵀ or Bᵀ; C is not read when beta is 0.
  ///
  /// - Parameter serially: the caller works on several panels itself already.
  /// - Precondition: the factors, transposed where asked, are [m x k] and [k x n], C is [m x n] and
  ///   overlaps neither.
  public static func multiply<S: Scalar>(
    _ a: View<S>, _ b: View<S>, transposing: Transposed = .neither, into c: View<S>,
    alpha: Double = 1, beta: Double = 0, serially: Bool = false
  ) {
    let (transposeA, transposeB) = (transposing == .first, transposing == .second)
    let inner = transposeA ? a.rows : a.columns
    precondition(
      inner == (transposeB ? b.columns : b.rows)
        && c.rows == (transposeA ? a.columns : a.rows)
        && c.columns == (transposeB ? b.rows : b.columns),
      "the shapes of a product do not agree")
    guard c.rows > 0, c.columns > 0 else { return }
    _ = Parallel.blasIsReady

    let (work, overflow) = (2 * c.rows * c.columns).multipliedReportingOverflow(by: inner)
    let byRows = c.rows >= c.columns
    let length = byRows ? c.rows : c.columns
    let most = max(8, length / 512)
    let panels = overflow ? most : min(most, max(1, work / worthwhile))
    let panel = ((length + panels - 1) / panels + 15) / 16 * 16

    Parallel.rows(length, panel: panel, serially: serially) { range in
      if byRows {
        multiplyPanel(
          transposeA ? a.columns(range) : a.rows(range), transposeA, b, transposeB, c.rows(range),
          alpha, beta)
      } else {
        multiplyPanel(
          a, transposeA, transposeB ? b.rows(range) : b.columns(range), transposeB,
          c.columns(range), alpha, beta)
      }
    }
  }

  private static func multiplyPanel<S: Scalar>(
    _ a: View<S>, _ transposeA: Bool, _ b: View<S>, _ transposeB: Bool, _ c: View<S>,
    _ alpha: Double, _ beta: Double
  ) {
    S.gemm(
      transposeA ? CblasTrans : CblasNoTrans, transposeB ? CblasTrans : CblasNoTrans,
      Int32(c.rows), Int32(c.columns), Int32(transposeA ? a.rows : a.columns),
      S(alpha), a.base, Int32(max(1, a.stride)), b.base, Int32(max(1, b.stride)),
      S(beta), c.base, Int32(max(1, c.stride)))
  }
}
