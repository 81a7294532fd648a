import Catalog
import LinearAlgebra

/// The eigenvalues of the tangent kernel, descending.
public enum Spectrum: Quantity {
  /// What `help spectrum` shows.
  public static let entry = Entry(
    "spectrum", .quantity,
    summary: "eigenvalues of the tangent kernel, descending",
    usage: "spectrum NETWORK on DATA [with outputs=…, layer=…, parameters=…]",
    details: """
        Θ u = λ u
      All λ of the symmetric kernel, by LAPACK in the kernel's own precision. The kernel is positive semidefinite, so
      negative ones are rounding: about 1e-7 of the largest in single precision, 1e-16 in double.

      A kernel that is already at hand may stand for the network: spectrum K.
      """,
    parameters: KernelOptions.parameters,
    returns: "A list of rows numbers, the largest first.",
    grammar: grammar,
    examples: [
      Example("spectrum net on seen"),
      Example("plot spectrum net on seen, spectrum fit on seen with log=xy"),
    ],
    searchTerms: [
      "eigenvalues", "eigenvalue", "ntk", "eigendecomposition", "diagonalise", "lambda",
    ])

  /// It is not.
  public static let isNumber = false

  /// The answer; see ``Quantity``.
  public static func measure<S: Scalar>(_ subject: Subject<S>) throws -> Measurement {
    var (kernel, conventions) = try subject.symmetricKernel(for: entry.name)
    let eigenvalues = try symmetricEigenvalues(&kernel, watch: subject.watch)
    return Measurement(.list(eigenvalues), conventions: conventions)
  }
}
