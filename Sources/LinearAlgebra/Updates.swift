import CKernels

/// The steps of the optimisers on the flat parameter vector w with gradient g.
public enum Updates {
  /// Longer vectors are cut here and run on several cores; elements do not depend on each other.
  private static let panel = 1 << 16

  /// w −= rate · g
  public static func sgd<S: Scalar>(_ w: View<S>, gradient g: View<S>, rate: Double) {
    each(w, g) { ck_sgd(S.loops, w.base + $0.lowerBound, g.base + $0.lowerBound, rate, $0.count) }
  }

  /// m = beta · m + g, w −= rate · m
  public static func momentum<S: Scalar>(
    _ w: View<S>, velocity m: View<S>, gradient g: View<S>, beta: Double, rate: Double
  ) {
    precondition(m.isContiguous && m.columns == w.columns)
    each(w, g) {
      let at = $0.lowerBound
      ck_momentum(S.loops, w.base + at, m.base + at, g.base + at, beta, rate, $0.count)
    }
  }

  /// m = β₁m + (1−β₁)g, v = β₂v + (1−β₂)g²,
  /// w −= rate · (m/(1−β₁^step)) / (√(v/(1−β₂^step)) + ε); `step` counts from 1 (Kingma and Ba,
  /// 2015, algorithm 1).
  public static func adam<S: Scalar>(
    _ w: View<S>, first m: View<S>, second v: View<S>, gradient g: View<S>, beta1: Double,
    beta2: Double, rate: Double, epsilon: Double, step: Int
  ) {
    precondition(step >= 1)
    precondition(m.isContiguous && m.columns == w.columns)
    precondition(v.isContiguous && v.columns == w.columns)
    each(w, g) {
      let at = $0.lowerBound
      ck_adam(
        S.loops, w.base + at, m.base + at, v.base + at, g.base + at, beta1, beta2, rate, epsilon,
        step, $0.count)
    }
  }

  private static func each<S: Scalar>(
    _ w: View<S>, _ g: View<S>, _ body: @Sendable (Range<Int>) -> Void
  ) {
    precondition(w.rows == 1 && g.rows == 1 && w.columns == g.columns)
    Parallel.rows(w.columns, panel: panel, body)
  }
}
