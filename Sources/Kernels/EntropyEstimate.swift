import Glibc
import LinearAlgebra

/// The von Neumann entropy of a symmetric positive semidefinite matrix A from products with it, by
/// stochastic Lanczos quadrature (Ubaru, Chen and Saad, "Fast estimation of tr(f(A)) via stochastic
/// Lanczos quadrature", SIAM J. Matrix Anal. Appl. 38, 2017), with P = A/Tr A:
///
/// S = −Tr(P ln P) = −c − Tr(g(P)), g(p) = p ln p − c·p, for any c, because Tr P = 1.
///
/// Two things lower the spread over the probes z. Q holds approximate leading eigenvectors, whose
/// part Σ_q qᵀ g(P) q is taken whole, so that probes only see what is orthogonal to them (Meyer,
/// Musco, Musco and Woodruff, "Hutch++", SOSA 2021; it is exact for any orthonormal Q). And c, about
/// the mean of ln p there, takes out most of what remains, since that part's trace is known.
///
/// The quadrature itself is bracketed: all even derivatives of x ln x are positive and the odd ones
/// from the third on negative, so Gauss's rule is below zᵀ f(P) z and the Gauss–Radau rule with a
/// node at 0 above. The estimate is the middle, half the distance bounds what it lacks.
struct EntropyEstimate {
  /// S in nats.
  let entropy: Double
  /// 99 % of the spread over probes: Student's t times the standard error of their mean.
  let spread: Double
  /// Half of the bracket of the quadrature.
  let remainder: Double

  /// spread + remainder
  var error: Double { spread + remainder }

  /// What decides the estimate besides the matrix.
  struct Plan: Equatable {
    /// Random vectors, and at most as many leading eigenvectors; four or more.
    var probes: Int
    /// Lanczos steps a probe.
    var steps: Int
    var seed: UInt64

    /// Rows of the leading subspace.
    func leading(_ rows: Int) -> Int { min(probes, rows) }
    /// Products that find the leading subspace; then Lanczos steps from its vectors, which need few
    /// because they are nearly eigenvectors.
    static let subspaceProducts = 3
    static let leadingSteps = 8

    /// Bytes of the Lanczos vectors, the largest of what is kept besides the operator.
    func bytes(rows: Int, perNumber: Int) -> Double {
      let vectors = min(steps, rows) + 2 * min(Self.leadingSteps, steps) + 6
      return Double(vectors) * Double(probes) * Double(rows) * Double(perNumber)
    }
  }

  /// The estimate for a matrix of `rows` rows.
  ///
  /// - Parameters:
  ///   - trace: Tr A, exact.
  ///   - multiply: A times each row of a block, as `Lanczos.run` takes it.
  /// - Throws: `ComputationError` for a matrix that is zero or has negative eigenvalues;
  ///   `Interrupted`; what `multiply` throws.
  init<S: Scalar>(
    rows: Int, trace: Double, _ plan: Plan, of _: S.Type, watch: any Watch,
    multiply: (View<S>, View<S>) throws -> Void
  ) throws {
    guard trace > 0, trace.isFinite else {
      throw ComputationError(
        "the kernel's trace is \(trace), so its entropy cannot be estimated",
        suggestion: "method=exact")
    }
    var done = 0
    let total = Plan.subspaceProducts + min(plan.steps, rows)
    func counted(_ v: View<S>, _ w: View<S>) throws {
      try multiply(v, w)
      done += 1
      watch.report("estimating the entropy", done, of: total, detail: "")
    }

    let most = plan.leading(rows)
    // Probes above, the leading subspace below: both take part in the same products.
    let memory = Buffer<S>(uninitialised: (plan.probes + most) * rows)
    let starts = memory.view(rows: plan.probes + most, columns: rows)
    let (probes, leading) = (
      starts.rows(0..<plan.probes), starts.rows(plan.probes..<plan.probes + most)
    )
    var stream = RandomStream(seed: plan.seed, purpose: "entropy/leading")
    stream.normal(into: leading)
    let rank = try LeadingSubspace.iterate(
      leading, products: Plan.subspaceProducts, watch: watch, multiply: counted)
    stream = RandomStream(seed: plan.seed, purpose: "entropy/probes")
    stream.rademacher(into: probes)
    LeadingSubspace.project(probes, from: leading.rows(0..<rank))
    // What is left of a probe when nothing is orthogonal to the subspace is rounding.
    let nothing = Double(rows) * 1024 * Double(S.ulpOfOne) * Double(S.ulpOfOne)
    for i in 0..<probes.rows {
      let row = probes.rows(i..<(i + 1))
      if row.dot(row) <= nothing { row.fill(0) }
    }

    let steps =
      [Int](repeating: plan.steps, count: plan.probes)
      + [Int](repeating: min(plan.steps, Plan.leadingSteps), count: rank)
    let seen = try Lanczos.run(
      starts.rows(0..<plan.probes + rank), steps: steps, watch: watch, multiply: counted)
    try self.init(
      leading: Array(seen[plan.probes...]), probes: Array(seen[..<plan.probes]), trace: trace,
      tolerance: 64 * Double(S.ulpOfOne))
  }

  /// Puts the quadratures together.
  ///
  /// - Parameter tolerance: how far below zero rounding may bring an eigenvalue, of the largest.
  private init(
    leading: [Tridiagonal], probes: [Tridiagonal], trace: Double, tolerance: Double
  ) throws {
    let leading = try leading.map { try Bracket($0, trace, tolerance) }
    let probes = try probes.map { try Bracket($0, trace, tolerance) }
    // c minimises Σ p² (ln p − c)², the squared Frobenius norm of g over what the probes see.
    let (weight, weighted) = probes.reduce((0.0, 0.0)) {
      ($0.0 + $1.squares, $0.1 + $1.squaresTimesLogarithm)
    }
    let c = weight > 0 ? weighted / weight : 0
    let seen = probes.map { $0.middle - c * $0.share }
    let mean = seen.reduce(0, +) / Double(seen.count)
    let variance =
      seen.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(max(1, seen.count - 1))
    let known = leading.reduce(0) { $0 + $1.middle - c * $1.share }

    entropy = max(0, -(c + known + mean))
    spread = Self.studentsT(seen.count - 1) * (variance / Double(seen.count)).squareRoot()
    remainder =
      leading.reduce(0) { $0 + $1.halfWidth }
      + probes.reduce(0) { $0 + $1.halfWidth } / Double(probes.count)
  }

  /// The quadrature of p ln p for one vector, between its bounds.
  private struct Bracket {
    let middle: Double
    let halfWidth: Double
    /// zᵀ P z, exact.
    let share: Double
    /// zᵀ P² z and zᵀ P² ln P z, by Gauss.
    let squares: Double
    let squaresTimesLogarithm: Double

    init(_ seen: Tridiagonal, _ trace: Double, _ tolerance: Double) throws {
      let gauss = try seen.gauss()
      let lowest = gauss.map(\.value).min() ?? 0
      let largest = max(trace, gauss.map { abs($0.value) }.max() ?? 0)
      guard lowest >= -tolerance * largest else {
        throw ComputationError(
          "the matrix has a negative eigenvalue near \(Float(lowest)), and no tangent kernel has",
          suggestion: "method=exact")
      }
      // Zero, or as little below as rounding made it.
      let radau = try seen.radau(end: min(0, lowest * (1 + 1e-12)))
      func sum(_ nodes: [Tridiagonal.Node], _ f: (Double) -> Double) -> Double {
        nodes.reduce(0) { $0 + ($1.value > 0 ? $1.weight * f($1.value / trace) : 0) }
      }
      let (below, above) = (sum(gauss) { $0 * log($0) }, sum(radau) { $0 * log($0) })
      middle = (below + above) / 2
      halfWidth = abs(above - below) / 2
      share = (seen.diagonal.first ?? 0) * seen.squaredNorm / trace
      squares = sum(gauss) { $0 * $0 }
      squaresTimesLogarithm = sum(gauss) { $0 * $0 * log($0) }
    }
  }

  /// The 99.5 % point of Student's t for three degrees of freedom or more, by the expansion of
  /// Cornish and Fisher (Abramowitz and Stegun 26.7.5): 0.8 % too small for three, less than 0.1 %
  /// from five on.
  static func studentsT(_ freedom: Int) -> Double {
    let (n, z) = (Double(max(3, freedom)), 2.5758293035489004)
    let s = z * z
    let g1 = z * (s + 1) / 4
    let g2 = z * (5 * s * s + 16 * s + 3) / 96
    let g3 = z * (3 * s * s * s + 19 * s * s + 17 * s - 15) / 384
    let g4 = z * (79 * s * s * s * s + 776 * s * s * s + 1482 * s * s - 1920 * s - 945) / 92160
    return z + g1 / n + g2 / (n * n) + g3 / (n * n * n) + g4 / (n * n * n * n)
  }
}
