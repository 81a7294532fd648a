import Catalog
import LinearAlgebra

/// The empirical tangent kernel as a matrix.
public enum Kernel: Quantity {
  /// What `help kernel` shows.
  public static let entry = Entry(
    "kernel", .quantity,
    summary: "the empirical neural tangent kernel, a matrix",
    usage: "kernel NETWORK on DATA [with outputs=…, other=DATA, layer=…, parameters=…]",
    details: """
        Θ[(n,a),(m,b)] = Σ_θ ∂f_a(x_n)/∂θ · ∂f_b(x_m)/∂θ
      f being the outputs before any softmax (Jacot, Gabriel and Hongler, arXiv:1806.07572, section 4).

      outputs=mean is the N x N matrix (1/C) Σ_a Θ[(n,a),(m,a)], Neural Tangents'
      trace_axes=(-1,); outputs=all is the whole N·C x N·C matrix, rows sample first; outputs=3 is
      the N x N block of one output. other=DATA gives the cross kernel between two data sets. The
      kernels of the layers (layer=0, 1 …) add up to the whole.
      """,
    parameters: KernelOptions.parameters + [
      Parameter(
        "other", .object(what: "a data set"),
        summary: "data for the columns: the kernel between the two")
    ],
    returns: """
      A kernel: a matrix with its conventions, which entropy, trace and spectrum take instead of
      a network.
      """,
    grammar: grammar,
    examples: [
      Example("kernel net on seen"),
      Example("kernel net on seen with other=unseen, outputs=0"),
      Example("K = kernel net on seen with outputs=all; entropy K", "a kernel can be kept"),
    ],
    searchTerms: ["ntk", "neural tangent kernel", "gram matrix", "cross kernel", "jacobian"])

  /// It is not.
  public static let isNumber = false

  /// Like the other quantities; `other` is an object holding a `StoredMatrix` of inputs.
  public static func measure<S: Scalar>(_ subject: Subject<S>) throws -> Measurement {
    let network = try subject.network(for: entry.name)
    let options = try KernelOptions(subject.arguments, network)
    let other = subject.arguments.object("other", as: StoredMatrix.self)?.matrix(of: S.self)
    guard other != nil || !subject.arguments.has("other") else {
      throw ComputationError("other must be a data set")
    }
    let kernel = try TangentKernel.matrix(
      network, on: subject.inputs, other: other, outputs: options.outputs,
      restriction: options.restriction, watch: subject.watch)
    try requireFinite(kernel, for: entry.name)
    var conventions = options.conventions(rows: kernel.rows, S.self)
    if other != nil {
      conventions.append(
        Convention("columns", Double(kernel.columns), counted(kernel.columns, "column")))
    }
    return Measurement(.matrix(StoredMatrix(kernel)), conventions: conventions)
  }
}
