import LinearAlgebra
import Networks

/// How each layer's part of a kernel is computed, what it costs and what it needs, from sizes alone.
///
/// It is what the contraction follows, and what `show plan` prints.
public struct KernelPlan: Sendable {
  /// A way from a layer's pair to its part of the kernel.
  public enum Method: String, Sendable {
    /// (A Aᵀ + bias) ∘ (D Dᵀ): two Gram matrices and their Hadamard product. For one position.
    case gram
    /// The Jacobian of the layer's weights, J = Σ_s a_s ⊗ d_s by one product for every sample and
    /// output, then J Jᵀ.
    case jacobian
    /// Σ_{s,t} (a_s · a_t + bias) (d_s · d_t) over pairs of positions: Gram matrices of all
    /// positions, and no Jacobian. Pays where positions are few and weights many.
    case positions
  }

  /// One layer's part; a layer of several weights has several.
  public struct Step: Sendable {
    /// The index among the parametric layers.
    public let layer: Int
    /// Sizes of the layer's weight at each of `positions`, `inputs` by `width`.
    public let positions: Int
    /// The inputs of the weight; 0 for what is only added.
    public let inputs: Int
    /// The results at a position.
    public let width: Int
    /// How it is computed.
    public let method: Method
    /// Floating-point operations. Elementwise work counts fourfold, because it runs at about a
    /// quarter of the speed of products.
    public let operations: Double
    /// Bytes it needs besides the kernel and the pairs.
    public let bytes: Double
  }

  /// In the order of the pairs: the last layer first.
  public let steps: [Step]

  /// Operations of all steps.
  public var operations: Double { steps.reduce(0) { $0 + $1.operations } }

  /// The plan for a network on samples, as ``TangentKernel/matrix(_:on:other:outputs:restriction:fill:watch:)``
  /// follows it.
  ///
  /// - Parameters:
  ///   - x: [N x inputs], of which one sample is looked at.
  ///   - other: the number of samples of a cross kernel's columns.
  /// - Throws: `ComputationError` as the kernel would.
  public init<S: Scalar>(
    _ network: Network, on x: Matrix<S>, other: Int? = nil, outputs: KernelOutputs = .mean,
    restriction: Restriction = .none
  ) throws {
    let outputs = try outputs.resolved(network)
    let restriction = try restriction.resolved(network)
    try network.requireFit(x)
    self = try x.withView { view in
      let collection = try PairCollection(
        network, view.rows(0..<1), outputs: outputs, restriction: restriction)
      return withExtendedLifetime(collection) {
        KernelPlan(
          collection.pairs, samples: (x.rows, other), outputs: outputs, restriction: restriction)
      }
    }
  }

  /// The plan for pairs of any number of samples.
  ///
  /// - Parameter samples: of the kernel's rows and columns; nil for a symmetric kernel.
  init<S: Scalar>(
    _ pairs: [Pair<S>], samples: (left: Int, right: Int?), outputs: KernelOutputs,
    restriction: Restriction
  ) {
    steps = pairs.map {
      Self.step(
        $0, samples: samples, outputs: outputs, withBias: restriction.hasBias($0))
    }
  }

  private static func step<S: Scalar>(
    _ pair: Pair<S>, samples: (left: Int, right: Int?), outputs: KernelOutputs, withBias: Bool
  ) -> Step {
    let n = Double(samples.left)
    // Of a symmetric kernel only the lower half is computed.
    let blocks = samples.right.map { n * Double($0) } ?? n * (n + 1) / 2
    let all = n + Double(samples.right ?? 0)
    let seeds = Double(pair.seeds)
    let rows = outputs == .mean ? 1 : seeds
    // Numbers of a block's rows that meet: those of all outputs, or of each with each.
    let meetings = outputs == .mean ? seeds : seeds * seeds
    let (positions, width) = (Double(pair.positions), Double(pair.width))
    let inputs = Double(pair.inputCount)
    let number = Double(MemoryLayout<S>.stride)

    func step(_ method: Method, _ operations: Double, _ bytes: Double) -> Step {
      Step(
        layer: pair.layer, positions: pair.positions, inputs: pair.inputCount, width: pair.width,
        method: method, operations: operations, bytes: bytes)
    }

    if isPlain(pair) {
      var cotangents = meetings * width
      var written = 0.0
      switch pair.cotangents {
      case .identity, .shared: cotangents = 0
      case .masked where outputs == .mean || pair.seeds == 1:
        cotangents = width
        written = width
      case .masked: written = seeds * width
      case .rows: break
      }
      return step(
        .gram, blocks * (2 * inputs + 2 * cotangents + 8 * rows * rows), all * written * number)
    }

    let parameters = inputs * width + (withBias ? width : 0)
    let making = pair.inputsArePlaces ? 4 * positions * width : 2 * positions * inputs * width
    let jacobian = step(
      .jacobian, all * seeds * making + 2 * blocks * meetings * parameters,
      all * seeds * min(parameters, Double(PositionwiseJacobian<S>.limit) / (n * seeds)) * number)

    let ofInputs = pair.inputsArePlaces ? 4 : 2 * inputs
    let perTile = Double(PositionGrams<S>.side(pair, outputs))
    let square = positions * positions
    let grams = step(
      .positions, blocks * square * (ofInputs + 2 * meetings * width + 8 * rows * rows),
      perTile * perTile * square * (1 + rows * rows) * number
        + all * seeds * positions * width * number)
    return grams.operations < jacobian.operations ? grams : jacobian
  }

  /// Whether a pair is one position with its inputs written out.
  static func isPlain<S: Scalar>(_ pair: Pair<S>) -> Bool {
    pair.positions == 1 && !pair.inputsArePlaces
  }

  /// Whether the squared norm of a sample's Jacobian costs less from pairs of positions.
  static func normsByPositions<S: Scalar>(_ pair: Pair<S>) -> Bool {
    let (positions, width) = (Double(pair.positions), Double(pair.width))
    let inputs = Double(pair.inputCount)
    let making = pair.inputsArePlaces ? 4 * positions * width : 2 * positions * inputs * width
    let ofInputs = pair.inputsArePlaces ? 4 : 2 * inputs
    return positions * positions * (ofInputs / Double(pair.seeds) + 2 * width + 8)
      < making + 8 * inputs * width
  }
}
