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
      S = −Σ p ln p with p = λ/Σλ, λ being the kernel's eigenvalues, those below 1e-14 raised to
      1e-14 first (ZnNL's rule and order). It lies between 0, when all samples pull the parameters
      the same way, and ln(rows), when each pulls its own way; exp(S) is the effective rank.
      normalised=yes divides by ln(rows): the effective entropy, 0…1 (0 for one row).

      A kernel that is already at hand may stand for the network: entropy K.
      """,
    parameters: KernelOptions.parameters + [
      Parameter(
        "normalised", .boolean, default: .boolean(false),
        summary: "divide by ln(rows): the effective entropy, from 0 to 1")
    ],
    grammar: grammar,
    examples: [
      Example("entropy net on seen"),
      Example("entropy net on seen with outputs=all, precision=double"),
      Example("entropy fit on unseen with normalised=yes, layer=-1"),
    ],
    searchTerms: ["von neumann", "effective rank", "effective entropy", "diversity", "ntk"])

  /// λ below this count as this: ZnNL's clip.
  static let clip = 1e-14

  /// The answer; see ``Quantity``.
  public static func measure<S: Scalar>(_ subject: Subject<S>) throws -> Measurement {
    let normalised = subject.arguments.flag("normalised")
    let name = entry.name
    var (kernel, conventions) = try subject.symmetricKernel(for: name)
    let rows = kernel.rows
    let eigenvalues = try symmetricEigenvalues(&kernel, watch: subject.watch)
    let (entropy, clipped) = vonNeumann(eigenvalues)
    guard entropy.isFinite else {
      throw ComputationError("the kernel's eigenvalues are too large for an entropy")
    }

    let largest = log(Double(rows))
    let share = rows > 1 ? entropy / largest : 0
    if normalised {
      conventions.append(Convention("normalised", "yes", "divided by ln \(rows)"))
    } else if rows > 1 {
      conventions.append(
        Convention("share", share, "\(threeDecimals(share)) of ln \(rows)"))
    }
    conventions.append(
      Convention("clipped", Double(clipped), "\(counted(clipped, "eigenvalue")) clipped"))
    conventions.append(Convention("effectiveRank", exp(entropy)))
    return Measurement(
      .number(normalised ? share : entropy), unit: normalised ? nil : "nats",
      conventions: conventions)
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
