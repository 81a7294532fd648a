import LinearAlgebra
import Networks

/// The empirical neural tangent kernel Θ[(n,a),(m,b)] = Σ_θ ∂f_a(x_n)/∂θ · ∂f_b(x_m)/∂θ (Jacot,
/// Gabriel and Hongler, arXiv:1806.07572), f being the outputs before any softmax.
///
/// It is a sum over the parametric layers of (A Aᵀ + bias) ∘ (D Dᵀ), A being the layer's inputs and
/// D its cotangents, one per sample and output: Gram matrices and a Hadamard product, and no
/// Jacobian. Results are the same bits on any number of threads.
public enum TangentKernel {
  /// Which part of a symmetric kernel is wanted.
  public enum Fill: Sendable {
    case whole
    /// Elements (i, j) with j ≤ i; what is above the diagonal has no meaning. Enough for
    /// eigenvalues.
    case lowerHalf
  }

  /// The kernel of a network on samples x [N x inputs], or between them and `other` [M x inputs].
  ///
  /// - Returns: [N x N] or [N x M]; for all C outputs [N·C x N·C] or [N·C x M·C], row n·C + a.
  /// - Throws: `ComputationError` for an output or layer that is not there, samples that do not fit
  ///   the network, or a kernel that does not fit into memory; `Interrupted`.
  public static func matrix<S: Scalar>(
    _ network: Network, on x: Matrix<S>, other: Matrix<S>? = nil,
    outputs: KernelOutputs = .mean, restriction: Restriction = .none, fill: Fill = .whole,
    watch: any Watch
  ) throws -> Matrix<S> {
    let outputs = try outputs.resolved(network)
    let restriction = try restriction.resolved(network)
    try network.requireFit(x)
    if let other { try network.requireFit(other) }
    let perSample = outputs.rowsPerSample(network)
    try MemoryPlan(
      network, samples: x.rows, other: other?.rows, outputs: outputs,
      bytesPerNumber: MemoryLayout<S>.stride
    ).require()

    return try Matrix(
      rows: x.rows * perSample, columns: (other?.rows ?? x.rows) * perSample
    ) { target in
      let contraction = PairContraction(
        outputs: outputs, restriction: restriction, watch: watch)
      try x.withView { x in
        let left = try PairCollection(network, x, outputs: outputs, restriction: restriction)
        guard let other else {
          return try contraction.accumulate(left, nil, into: target, fill: fill)
        }
        try other.withView { other in
          let right = try PairCollection(
            network, other, outputs: outputs, restriction: restriction)
          try contraction.accumulate(left, right, into: target, fill: fill)
        }
      }
    }
  }

  /// The kernel's diagonal in double: N numbers, or N·C for all outputs. No kernel is built, and
  /// memory does not grow with the samples.
  ///
  /// - Throws: as ``matrix(_:on:other:outputs:restriction:fill:watch:)``.
  public static func diagonal<S: Scalar>(
    _ network: Network, on x: Matrix<S>, outputs: KernelOutputs = .mean,
    restriction: Restriction = .none, watch: any Watch
  ) throws -> [Double] {
    let outputs = try outputs.resolved(network)
    let restriction = try restriction.resolved(network)
    try network.requireFit(x)
    return try KernelDiagonal(
      network: network, outputs: outputs, restriction: restriction, watch: watch
    ).diagonal(on: x)
  }

  /// Tr Θ, the plain sum of the diagonal.
  ///
  /// - Throws: as ``matrix(_:on:other:outputs:restriction:fill:watch:)``.
  public static func trace<S: Scalar>(
    _ network: Network, on x: Matrix<S>, outputs: KernelOutputs = .mean,
    restriction: Restriction = .none, watch: any Watch
  ) throws -> Double {
    try diagonal(network, on: x, outputs: outputs, restriction: restriction, watch: watch)
      .reduce(0, +)
  }
}
