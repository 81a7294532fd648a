import CKernels

/// The steps of the optimisers on a parameter array w with gradient g, both contiguous and of the
/// same shape, like all that is remembered for them.
public enum Updates {
  /// w −= rate · g
  public static func sgd<S: Scalar>(_ w: View<S>, gradient g: View<S>, rate: Double) {
    each(w, g) { at, count in
      ck_sgd(S.loops, w.base + at, g.base + at, rate, count)
    }
  }

  /// m = beta · m + g, w −= rate · m
  public static func momentum<S: Scalar>(
    _ w: View<S>, velocity m: View<S>, gradient g: View<S>, beta: Double, rate: Double
  ) {
    each(w, g, m) { at, count in
      ck_momentum(S.loops, w.base + at, m.base + at, g.base + at, beta, rate, count)
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
    each(w, g, m, v) { at, count in
      ck_adam(
        S.loops, w.base + at, m.base + at, v.base + at, g.base + at, beta1, beta2, rate, epsilon,
        step, count)
    }
  }

  /// Runs `body` on pieces: their first number and how many. Every core has the same rows of a
  /// matrix as in the product that made its gradient, so that it finds them in its cache.
  private static func each<S: Scalar>(
    _ w: View<S>, _ others: View<S>..., body: @Sendable (Int, Int) -> Void
  ) {
    precondition(
      w.isContiguous
        && others.allSatisfy {
          $0.isContiguous && $0.rows == w.rows && $0.columns == w.columns
        })
    let count = w.rows * w.columns
    Parallel.rows(count, panel: Parallel.share(count, unit: 16), serially: count < 1 << 18) {
      body($0.lowerBound, $0.count)
    }
  }
}
