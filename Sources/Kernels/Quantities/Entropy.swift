import Catalog
import Glibc
import LinearAlgebra

/// The von Neumann entropy of the tangent kernel, in nats.
public enum Entropy: Quantity {
  /// What `help entropy` shows.
  public static let entry = Entry(
    "entropy", .quantity,
    summary: "von Neumann entropy of the tangent kernel, in nats",
    usage: "entropy NETWORK on DATA [with outputs=…, normalised=yes, layer=…, parameters=…]",
    details: """
        S = −Σ p ln p, p = λ/Σλ
      λ being the kernel's eigenvalues, those below 1e-14 raised to 1e-14 first (ZnNL's rule and order).
      A variable of learning by Tovey et al., arXiv:2305.00995 and arXiv:2410.07451. It lies between 0, when all samples pull the parameters
      the same way, and ln(rows), when each pulls its own way; exp(S) is the effective rank (Roy
      and Vetterli, EUSIPCO 2007).
      normalised=yes divides by ln(rows): the effective entropy, 0…1 (0 for one row).

      A kernel that is already at hand may stand for the network: entropy K.

      method=lanczos estimates it for many rows, without the eigenvalues: S = ln Tr Θ −
      Tr(Θ ln Θ)/Tr Θ, the trace exactly and Tr(Θ ln Θ) by stochastic Lanczos quadrature (Ubaru,
      Chen and Saad, SIAM J. Matrix Anal. Appl. 38, 2017): the mean of zᵀ Θ ln Θ z over random
      vectors z of ±1 (probes=), each by a quadrature of steps= points. The leading eigenvectors
      are split off first, so that the probes only see the rest (Hutch++, Meyer, Musco, Musco and
      Woodruff, SOSA 2021).
      The answer holds within ± with 99 % confidence: Student's t times the standard error over the
      probes, plus half the distance between the Gauss and the Gauss–Radau quadrature, which lie
      below and above. Nothing is clipped: eigenvalues that are zero add nothing.
      The kernel is held while it fits into memory. Beyond, and with products=pairs, its products
      are made from the layers' inputs and cotangents, which costs much more time but memory that
      grows with the vectors only: 4 bytes x samples x probes x steps.
      """,
    parameters: KernelOptions.parameters + [
      Parameter(
        "normalised", .boolean, default: .boolean(false),
        summary: "divide by ln(rows): the effective entropy, from 0 to 1")
    ] + EntropyMethod.parameters,
    returns: "A number in nats (without unit with normalised=yes), with its conventions.",
    grammar: grammar,
    examples: [
      Example("entropy net on seen"),
      Example("entropy net on seen with outputs=all, precision=double"),
      Example("entropy fit on unseen with normalised=yes, layer=-1"),
      Example("entropy net on seen with method=lanczos, probes=16", "an estimate, for many rows"),
    ],
    searchTerms: [
      "von neumann", "effective rank", "effective entropy", "diversity", "ntk", "lanczos",
    ])

  /// A share of ln(rows) is a pure number.
  public static func unit(_ arguments: Arguments) -> String? {
    arguments.flag("normalised") ? nil : "nats"
  }

  /// λ below this count as this: ZnNL's clip.
  static let clip = 1e-14

  /// The answer; see ``Quantity``.
  public static func measure<S: Scalar>(_ subject: Subject<S>) throws -> Measurement {
    let normalised = subject.arguments.flag("normalised")
    let answer =
      switch try EntropyMethod(subject.arguments) {
      case .exact: try exact(subject)
      case .lanczos(let plan, let products):
        try estimated(subject, plan, products, normalised: normalised)
      }
    var conventions = answer.conventions
    let largest = log(Double(answer.rows))
    let share = answer.rows > 1 ? answer.entropy / largest : 0
    if normalised {
      conventions.append(Convention("normalised", "yes", "divided by ln \(answer.rows)"))
    } else if answer.rows > 1 {
      conventions.append(
        Convention("share", share, "\(threeDecimals(share)) of ln \(answer.rows)"))
    }
    conventions += answer.reliability
    conventions.append(Convention("effectiveRank", exp(answer.entropy)))
    return Measurement(
      .number(normalised ? share : answer.entropy), unit: unit(subject.arguments),
      conventions: conventions)
  }

  /// An entropy in nats, of how large a kernel, and what is to be said of it.
  private struct Answer {
    let entropy: Double
    let rows: Int
    /// The choices it depends on.
    let conventions: [Convention]
    /// How far to trust it.
    let reliability: [Convention]
  }

  private static func exact<S: Scalar>(_ subject: Subject<S>) throws -> Answer {
    var (kernel, conventions) = try subject.symmetricKernel(for: entry.name)
    let rows = kernel.rows
    let eigenvalues = try symmetricEigenvalues(&kernel, watch: subject.watch)
    let (entropy, clipped) = vonNeumann(eigenvalues)
    guard entropy.isFinite else {
      throw ComputationError("the kernel's eigenvalues are too large for an entropy")
    }
    return Answer(
      entropy: entropy, rows: rows, conventions: conventions,
      reliability: [
        Convention(
          "clipped", Double(clipped),
          clipped == eigenvalues.count
            ? "all eigenvalues clipped: the kernel is zero to rounding, and this says nothing of it"
            : "\(counted(clipped, "eigenvalue")) clipped")
      ])
  }

  private static func estimated<S: Scalar>(
    _ subject: Subject<S>, _ plan: EntropyEstimate.Plan, _ products: EntropyMethod.Products,
    normalised: Bool
  ) throws -> Answer {
    let (estimate, rows, conventions) = try subject.entropyEstimate(plan, products)
    let unit = normalised && rows > 1 ? log(Double(rows)) : 1
    let error = estimate.error / unit
    let steps = min(plan.steps, rows)
    return Answer(
      entropy: estimate.entropy, rows: rows, conventions: conventions,
      reliability: [
        Convention("method", "lanczos"),
        Convention(
          "error", error,
          "± \(twoDigits(error)): \(plan.probes) probes x \(counted(steps, "step"))"),
        Convention("spread", estimate.spread / unit),
        Convention("remainder", estimate.remainder / unit),
        Convention("probes", Double(plan.probes)), Convention("steps", Double(steps)),
        Convention("seed", Double(plan.seed)),
      ])
  }

  /// S = −Σ p ln p, p = λ/Σλ, summed in double; and how many λ were below the clip.
  static func vonNeumann(_ eigenvalues: [Double]) -> (entropy: Double, clipped: Int) {
    // ln(Σλ) − Σ λ ln λ / Σλ would need one pass, but cancels when one λ dominates.
    var sum = 0.0
    var clipped = 0
    for λ in eigenvalues {
      if λ < clip { clipped += 1 }
      sum += max(λ, clip)
    }
    var entropy = 0.0
    for λ in eigenvalues {
      let p = max(λ, clip) / sum
      if p > 0 { entropy -= p * log(p) }
    }
    // One eigenvalue has p = 1 exactly, and −1·ln 1 is −0.
    return (entropy + 0, clipped)
  }
}
