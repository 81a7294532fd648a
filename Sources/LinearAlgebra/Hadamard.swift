import CKernels

/// Hadamard products with Gram matrices: how the layers' parts of a kernel are put together.
public enum Hadamard {
  /// One layer's part (weight · g + bias) ∘ t, where g_nm stands for a whole block of t: with C
  /// outputs on both sides row (n, a) and column (m, b) of t take the factor of g_nm.
  public struct Term<S: Scalar>: Sendable {
    /// The Gram matrix of the cotangents; may be the target itself.
    public let t: View<S>
    /// The Gram matrix of the inputs, [rows of blocks x columns of blocks].
    public let g: View<S>
    /// weightScale²
    public let weight: Double
    /// biasScale², or 0 without a bias.
    public let bias: Double

    /// (weight · g + bias) ∘ t
    public init(t: View<S>, g: View<S>, weight: Double, bias: Double) {
      self.t = t
      self.g = g
      self.weight = weight
      self.bias = bias
    }
  }

  /// target (+)= Σ over terms of (weight · g + bias) ∘ t, in one pass over memory: every t is read
  /// once and the target written once. One thread; callers cut the rows.
  ///
  /// - Parameters:
  ///   - block: how many rows and columns of `t` share a factor of `g`; (1, 1) for plain products.
  ///   - adding: whether the target's own value is kept; false overwrites it, even where a term's
  ///     `t` is the target.
  public static func accumulate<S: Scalar>(
    _ terms: [Term<S>], into target: View<S>, block: (rows: Int, columns: Int) = (1, 1),
    adding: Bool
  ) {
    let rows = target.rows / block.rows
    let columns = target.columns / block.columns
    for term in terms {
      precondition(term.t.rows == target.rows && term.t.columns == target.columns)
      precondition(term.g.rows == rows && term.g.columns == columns)
    }
    precondition(rows * block.rows == target.rows && columns * block.columns == target.columns)
    let described = terms.map {
      ck_term(
        t: $0.t.base, tStride: $0.t.stride, g: $0.g.base, gStride: $0.g.stride,
        weight: $0.weight, bias: $0.bias)
    }
    ck_hadamard(
      S.loops, target.base, target.stride, described, described.count, adding, rows, columns,
      block.rows, block.columns)
  }

  /// target[(n, a), (m, a)] += weight · g_nm + bias for every output a: (weight · g + bias) ⊗ I,
  /// the part of the last layer, whose cotangents are the identity.
  ///
  /// - Precondition: `target` is [g.rows·outputs x g.columns·outputs].
  public static func addIdentity<S: Scalar>(
    _ g: View<S>, weight: Double, bias: Double, outputs: Int, into target: View<S>
  ) {
    precondition(target.rows == g.rows * outputs && target.columns == g.columns * outputs)
    ck_hadamard_identity(
      S.loops, target.base, target.stride, g.base, g.stride, weight, bias, g.rows, g.columns,
      outputs)
  }
}
